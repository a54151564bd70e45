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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the occurrences of one rule that agree in its {@code groupBy} labels, and makes their notices. A group is quiet until its threshold is
 * reached. Then it waits for {@code groupWait}, makes a notice, and makes further ones for new occurrences at most every {@code groupInterval},
 * until the threshold was not reached for {@code resolveAfter}. Not safe for use by many threads.
 */
final class Group {
    /** Bounds what is remembered of what lasts. */
    private static final int MOST_OPEN = 1000;

    private final Rule rule;
    private final Map<Label, String> labels;
    private final SlidingCount counted;
    private final SlidingCount all;
    private final KindCounts kinds;
    /** The last occurrences, the newest first. */
    private final Deque<Occurrence> examples = new ArrayDeque<>();
    /** The receivers that were told of the present trouble. */
    private final Set<String> receivers = new LinkedHashSet<>();

    /** Subjects that last until somebody says that they are over. While there is one, the trouble is not over. */
    private final Set<String> open = new LinkedHashSet<>();

    /** The time at which the present trouble began; null while there is none. */
    private @Nullable Instant since;

    private Instant reached = Instant.MIN;
    private Instant due = Instant.MAX;
    private Instant latest = Instant.MIN;
    private long fresh;
    private long total;
    /** The time of the last notice about the present trouble; null while nobody was told of it. */
    private @Nullable Instant told;

    Group(Rule rule, Map<Label, String> labels) {
        this.rule = rule;
        this.labels = labels;
        this.counted = new SlidingCount(rule.threshold().window());
        this.all = new SlidingCount(rule.threshold().window());
        this.kinds = new KindCounts(rule.threshold().window());
    }

    /** Restores a group from its stored state. The rule may have changed since. */
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
        open.addAll(Objects.requireNonNullElse(state.open(), List.of()));
        counted.addAll(state.counted());
        all.addAll(state.all());
        kinds.addAll(state.kinds(), state.others(), labels);
        state.examples().forEach(example -> examples.add(example.occurrence()));
    }

    /** Returns the state to be stored. */
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
                open.isEmpty() ? null : List.copyOf(open),
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
        if (count(occurrence, suppression)) {
            reached = occurrence.at();
        }
    }

    /**
     * Takes one that lasts until {@link #resolve} says that it is over.
     *
     * @param suppression of the moment
     */
    void addLasting(Occurrence occurrence, String subject, Suppression suppression) {
        if (open.size() < MOST_OPEN) {
            open.add(subject);
        }
        count(occurrence, suppression);
    }

    /** Tells whether a subject lasts here. */
    boolean isOpen(String subject) {
        return open.contains(subject);
    }

    /** Ends what lasts. The trouble is over with the last of it, unless others have kept it up lately. */
    void resolve(Occurrence occurrence, String subject) {
        Instant at = occurrence.at();
        if (!open.remove(subject) || since == null) {
            return;
        }
        latest = at.isAfter(latest) ? at : latest;
        addExample(occurrence);
        if (open.isEmpty() && !at.isBefore(reached.plus(rule.resolveAfter()))) {
            due = at.isBefore(due) ? at : due;
        }
    }

    /** Counts one more; returns whether the threshold is reached. */
    private boolean count(Occurrence occurrence, Suppression suppression) {
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
            addExample(occurrence);
        }
        boolean isReached = rule.threshold().isReached(counted.until(at), all.until(at));
        if (isReached && since == null) {
            begin(at);
        }
        return isReached;
    }

    private void addExample(Occurrence occurrence) {
        examples.addFirst(occurrence);
        if (examples.size() > Notice.MOST_EXAMPLES) {
            examples.removeLast();
        }
    }

    /** Begins a trouble. Occurrences older than the window are not part of it. */
    private void begin(Instant at) {
        Instant begin = at.minus(rule.threshold().window());
        examples.removeIf(example -> !example.at().isAfter(begin));
        kinds.begin(at);
        fresh = counted.until(at);
        total = fresh;
        since = counted.oldest().orElse(at);
        due = at.plus(rule.groupWait());
    }

    /** Returns when this group has to be looked at next; {@link Instant#MAX} while it is quiet. */
    Instant due() {
        return due;
    }

    /**
     * Makes the notice that is due, if there is one. A group whose new occurrences are all suppressed, or may all be, makes none; it makes one
     * later if the trouble lasts longer than the suppression.
     */
    Optional<RoutedNotice> tell(Instant now, Suppression suppression) {
        Instant began = since;
        if (began == null || now.isBefore(due)) {
            return Optional.empty();
        }
        due = now.plus(rule.groupInterval());
        if (open.isEmpty() && !now.isBefore(reached.plus(rule.resolveAfter()))) {
            return end(now, began);
        }
        List<JudgedCount> judged = kinds.judge(kind -> suppression.judge(rule.name(), kind, now));
        if (!rule.isAwake(now) || judged.stream().noneMatch(part -> part.verdict() == Verdict.NO)) {
            return Optional.empty();
        }
        if (told != null && fresh == 0 && now.isBefore(told.plus(rule.repeatInterval()))) {
            return Optional.empty();
        }
        receivers.addAll(rule.receivers());
        long undecided = judged.stream()
                .filter(part -> part.verdict() == Verdict.MAYBE)
                .mapToLong(JudgedCount::count)
                .sum();
        RoutedNotice routed = routed(Notice.State.FIRING, now, began, undecided, rule.receivers());
        told = now;
        fresh = 0;
        kinds.told();
        return Optional.of(routed);
    }

    /** Ends the trouble. The notice of the end goes to those who were told of the trouble, also in muted hours; empty if nobody was. */
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
        open.clear();
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

    /** Tells whether the group can be forgotten: it is quiet and counts nothing. */
    boolean isOver(Instant now) {
        return since == null && all.until(now) == 0;
    }
}
