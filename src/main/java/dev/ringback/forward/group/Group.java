package dev.ringback.forward.group;

import dev.ringback.forward.mute.Suppression;
import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.Occurrence;
import dev.ringback.forward.rule.Rule;
import dev.ringback.forward.rule.Verdict;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
    private final KindCounts kinds;
    /** The newest first. */
    private final Deque<Occurrence> examples = new ArrayDeque<>();
    /** Who was told of the present trouble. */
    private final Set<String> receivers = new LinkedHashSet<>();

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
        this.kinds = new KindCounts(rule.threshold().window());
    }

    /** As it was when it was remembered; the rule may have changed since. */
    Group(Rule rule, GroupState state) {
        this(rule, state.labels());
        since = state.since() == null ? null : Instant.ofEpochMilli(state.since());
        told = state.told() == null ? null : Instant.ofEpochMilli(state.told());
        reached = GroupState.instant(state.reached(), Instant.MIN);
        due = GroupState.instant(state.due(), Instant.MAX);
        latest = GroupState.instant(state.latest(), Instant.MIN);
        fresh = state.fresh();
        total = state.total();
        receivers.addAll(state.receivers());
        counted.addAll(state.counted());
        all.addAll(state.all());
        kinds.addAll(state.kinds(), state.others(), labels);
        state.examples().forEach(example -> examples.add(example.occurrence()));
    }

    /** What there is to remember of it. */
    GroupState state() {
        return new GroupState(
                rule.name(),
                rule.threshold().toString(),
                labels,
                GroupState.millis(since),
                GroupState.millis(told),
                GroupState.millis(reached),
                GroupState.millis(due),
                GroupState.millis(latest),
                fresh,
                total,
                List.copyOf(receivers),
                counted.entries(),
                all.entries(),
                kinds.entries(),
                kinds.otherEntries(),
                examples.stream().map(GroupState.Example::of).toList());
    }

    /**
     * Takes one more that belongs here.
     *
     * @param suppression of the moment
     */
    void add(Occurrence occurrence, Suppression suppression) {
        Instant at = occurrence.at();
        all.add(at);
        if (rule.threshold().counts(occurrence)) {
            counted.add(at);
            Predicate<Map<Label, String>> keptBack = these -> suppression.holds(rule.name(), these, at);
            if (since == null) {
                kinds.addQuietly(at, occurrence.labels(), keptBack);
            } else {
                kinds.add(occurrence.labels(), keptBack);
                fresh++;
                total++;
            }
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
        kinds.begin(at);
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
     * Looks whether there is something to tell, when it is due. What is suppressed waits, and is told later if it still goes on. So does what may
     * be suppressed, as far as is known of more kinds than are told apart.
     */
    Optional<RoutedNotice> tell(Instant now, Suppression suppression) {
        Instant began = since;
        if (began == null || now.isBefore(due)) {
            return Optional.empty();
        }
        due = now.plus(rule.groupInterval());
        if (!now.isBefore(reached.plus(rule.resolveAfter()))) {
            return end(now, began);
        }
        List<KindCounts.Judged> judged = kinds.judge(kind -> suppression.judge(rule.name(), kind, now));
        if (!rule.isAwake(now) || judged.stream().noneMatch(part -> part.verdict() == Verdict.NO)) {
            return Optional.empty();
        }
        if (told != null && fresh == 0 && now.isBefore(told.plus(rule.repeatInterval()))) {
            return Optional.empty();
        }
        receivers.addAll(rule.receivers());
        long undecided = judged.stream()
                .filter(part -> part.verdict() == Verdict.MAYBE)
                .mapToLong(KindCounts.Judged::count)
                .sum();
        RoutedNotice routed = routed(Notice.State.FIRING, now, began, undecided, rule.receivers());
        told = now;
        fresh = 0;
        kinds.told();
        return Optional.of(routed);
    }

    /** Only who was told of the trouble is told of its end, in the night too. */
    Optional<RoutedNotice> end(Instant now, Instant began) {
        Optional<RoutedNotice> routed = told == null
                ? Optional.empty()
                : Optional.of(routed(Notice.State.RESOLVED, now, began, 0, List.copyOf(receivers)));
        since = null;
        told = null;
        fresh = 0;
        total = 0;
        examples.clear();
        kinds.clear();
        receivers.clear();
        // What was told once is not told again as the beginning of something new.
        counted.clear();
        all.clear();
        due = Instant.MAX;
        return routed;
    }

    private RoutedNotice routed(Notice.State state, Instant now, Instant began, long undecided, List<String> to) {
        Notice notice = new Notice(
                rule.name(),
                rule.threshold().toString(),
                labels,
                state,
                now,
                fresh,
                total,
                began,
                latest,
                kinds.most(),
                new ArrayList<>(examples),
                undecided);
        return new RoutedNotice(notice, to);
    }

    /** Whether it can be forgotten: it is quiet, and counts nothing any more. */
    boolean isOver(Instant now) {
        return since == null && all.until(now) == 0;
    }
}
