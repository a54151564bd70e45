package dev.ringback.forward;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What shares its notices. It is quiet until its threshold is reached; then it gathers for a while, tells, and goes on telling what is new at
 * most every so often, until the threshold has not been reached for long enough. Not safe for use by many threads.
 */
final class Group {
    private final Rule rule;
    private final Map<Label, String> labels;
    private final SlidingCount counted;
    private final SlidingCount all;
    /** The newest first. */
    private final Deque<Occurrence> examples = new ArrayDeque<>();

    /** When the present trouble began; null while there is none. */
    private @Nullable Instant since;

    private Instant reached = Instant.MIN;
    private Instant due = Instant.MAX;
    private Instant latest = Instant.MIN;
    private long fresh;
    private long total;
    /** Of the present trouble; null when nobody has been told of it. */
    private @Nullable Instant told;

    Group(Rule rule, Map<Label, String> labels) {
        this.rule = rule;
        this.labels = labels;
        this.counted = new SlidingCount(rule.threshold().window());
        this.all = new SlidingCount(rule.threshold().window());
    }

    Rule rule() {
        return rule;
    }

    /** Takes one more that belongs here. */
    void add(Occurrence occurrence) {
        Instant at = occurrence.at();
        all.add(at);
        if (rule.threshold().counts(occurrence)) {
            counted.add(at);
            fresh++;
            total++;
            latest = at.isAfter(latest) ? at : latest;
            examples.addFirst(occurrence);
            if (examples.size() > Notice.MOST_EXAMPLES) {
                examples.removeLast();
            }
        }
        if (rule.threshold().isReached(counted.until(at), all.until(at))) {
            reached = at;
            if (since == null) {
                begin(at);
            }
        }
    }

    /** What lay behind the window when the threshold was reached is no part of it. */
    private void begin(Instant at) {
        Instant begin = at.minus(rule.threshold().window());
        examples.removeIf(example -> !example.at().isAfter(begin));
        fresh = counted.until(at);
        total = fresh;
        since = counted.oldest().orElse(at);
        due = at.plus(rule.groupWait());
    }

    /** When it wants to be looked at next; {@link Instant#MAX} while it is quiet. */
    Instant due() {
        return due;
    }

    /**
     * Looks whether there is something to tell, when it is due.
     *
     * @param suppressed whether nothing may be told now: it waits, and is told later if it still goes on
     */
    Optional<Notice> tell(Instant now, boolean suppressed) {
        Instant began = since;
        if (began == null || now.isBefore(due)) {
            return Optional.empty();
        }
        due = now.plus(rule.groupInterval());
        if (!now.isBefore(reached.plus(rule.resolveAfter()))) {
            return end(now, began);
        }
        if (suppressed || !rule.isAwake(now)) {
            return Optional.empty();
        }
        if (told != null && fresh == 0 && now.isBefore(told.plus(rule.repeatInterval()))) {
            return Optional.empty();
        }
        Notice notice = notice(Notice.State.FIRING, now, began);
        told = now;
        fresh = 0;
        return Optional.of(notice);
    }

    /** Only who was told of the trouble is told of its end, in the night too. */
    private Optional<Notice> end(Instant now, Instant began) {
        Optional<Notice> notice =
                told == null ? Optional.empty() : Optional.of(notice(Notice.State.RESOLVED, now, began));
        since = null;
        told = null;
        fresh = 0;
        total = 0;
        examples.clear();
        // What was told once is not told again as the beginning of something new.
        counted.clear();
        all.clear();
        due = Instant.MAX;
        return notice;
    }

    private Notice notice(Notice.State state, Instant now, Instant began) {
        List<Occurrence> newest = new ArrayList<>(examples);
        return new Notice(
                rule.name(),
                rule.threshold().toString(),
                labels,
                state,
                now,
                fresh,
                total,
                began,
                latest,
                List.of(),
                newest);
    }

    /** Whether it can be forgotten: it is quiet, and counts nothing any more. */
    boolean isOver(Instant now) {
        return since == null && all.until(now) == 0;
    }
}
