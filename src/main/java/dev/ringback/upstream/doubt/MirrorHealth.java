package dev.ringback.upstream.doubt;

import dev.ringback.model.Downtime;
import dev.ringback.storage.DoubtStore;
import dev.ringback.storage.DowntimeStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Tells what is in doubt. Safe for use by many threads. */
public final class MirrorHealth {
    private final DoubtStore doubts;
    private final DowntimeStore downtimes;
    private final Clock clock;

    public MirrorHealth(DoubtStore doubts, DowntimeStore downtimes, Clock clock) {
        this.doubts = doubts;
        this.downtimes = downtimes;
        this.clock = clock;
    }

    /**
     * Holds what is in doubt.
     *
     * @param open resources without a final state past their time, by account and state; no zeros
     * @param gaps resources that are over and of which an event is missing, by account and kind; no zeros
     * @param downtimes that were not repaired yet
     */
    public record Report(List<Count> open, List<GapCount> gaps, List<Downtime> downtimes) {
        public Report {
            open = List.copyOf(open);
            gaps = List.copyOf(gaps);
            downtimes = List.copyOf(downtimes);
        }

        /** Returns the sum: 0 where nothing is in doubt. */
        public long inDoubt() {
            return open.stream().mapToLong(Count::number).sum()
                    + gaps.stream().mapToLong(GapCount::number).sum()
                    + downtimes.size();
        }
    }

    /** Counts the resources of an account in a state. */
    public record Count(String accountSid, OpenState state, long number) {}

    /** Counts the resources of an account of which an event is missing. */
    public record GapCount(String accountSid, SequenceGap gap, long number) {}

    /** Looks at the resources of some accounts, and at the downtimes, which are of all accounts. */
    public Report report(Collection<String> accountSids) {
        Instant now = clock.instant();
        List<Count> open = new ArrayList<>();
        List<GapCount> gaps = new ArrayList<>();
        for (String accountSid : accountSids) {
            for (OpenState state : OpenState.all()) {
                long number = doubts.count(state.of(accountSid, now));
                if (number > 0) {
                    open.add(new Count(accountSid, state, number));
                }
            }
            for (SequenceGap gap : SequenceGap.all()) {
                long number = doubts.count(gap.of(accountSid, now));
                if (number > 0) {
                    gaps.add(new GapCount(accountSid, gap, number));
                }
            }
        }
        return new Report(open, gaps, downtimes.unrepaired());
    }
}
