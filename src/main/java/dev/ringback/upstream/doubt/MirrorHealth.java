package dev.ringback.upstream.doubt;

import dev.ringback.model.Downtime;
import dev.ringback.storage.DoubtStore;
import dev.ringback.storage.DowntimeStore;
import dev.ringback.storage.WriteJournal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Tells what is in doubt. Safe for use by many threads. */
public final class MirrorHealth {
    private final DoubtStore doubts;
    private final DowntimeStore downtimes;
    private final WriteJournal writes;
    private final Clock clock;

    public MirrorHealth(DoubtStore doubts, DowntimeStore downtimes, WriteJournal writes, Clock clock) {
        this.doubts = doubts;
        this.downtimes = downtimes;
        this.writes = writes;
        this.clock = clock;
    }

    /**
     * Holds what is in doubt.
     *
     * @param open resources without a final state past their time, by account and state; no zeros
     * @param gaps resources that are over and of which an event is missing, by account and kind; no zeros
     * @param unknownWrites writes of which nobody knows whether Twilio has done them, by account; no zeros
     * @param downtimes that were not repaired yet
     */
    public record Report(
            List<Count> open, List<GapCount> gaps, List<WriteCount> unknownWrites, List<Downtime> downtimes) {
        public Report {
            open = List.copyOf(open);
            gaps = List.copyOf(gaps);
            unknownWrites = List.copyOf(unknownWrites);
            downtimes = List.copyOf(downtimes);
        }

        /** Returns the sum: 0 where nothing is in doubt. */
        public long inDoubt() {
            return open.stream().mapToLong(Count::number).sum()
                    + gaps.stream().mapToLong(GapCount::number).sum()
                    + unknownWrites.stream().mapToLong(WriteCount::number).sum()
                    + downtimes.size();
        }
    }

    /** Counts the resources of an account in a state. */
    public record Count(String accountSid, OpenState state, long number) {}

    /** Counts the resources of an account of which an event is missing. */
    public record GapCount(String accountSid, SequenceGap gap, long number) {}

    /** Counts the writes of an account of which nobody knows whether Twilio has done them. */
    public record WriteCount(String accountSid, long number) {}

    /** Looks at the resources and writes of some accounts, and at the downtimes, which are of all accounts. */
    public Report report(Collection<String> accountSids) {
        Instant now = clock.instant();
        List<Count> open = new ArrayList<>();
        List<GapCount> gaps = new ArrayList<>();
        List<WriteCount> unknownWrites = new ArrayList<>();
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
            long unknown = writes.countUnknown(accountSid);
            if (unknown > 0) {
                unknownWrites.add(new WriteCount(accountSid, unknown));
            }
        }
        return new Report(open, gaps, unknownWrites, downtimes.unrepaired());
    }
}
