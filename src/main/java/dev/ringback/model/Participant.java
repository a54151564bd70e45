package dev.ringback.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call in a conference.
 *
 * <p>All of {@code label} to {@code startConferenceOnEnter} come from one and the same event, the last in the conference's own order.
 *
 * @param progress {@code connected} from the join, {@code complete} from the leave; a call may join again
 * @param queueTime milliseconds that the call waited before it was placed; only the answer to its creation tells it
 */
@WithBuilder
public record Participant(
        String accountSid,
        String conferenceSid,
        String callSid,
        Progress progress,
        Flags flags,
        Instant dateCreated,
        Instant dateUpdated,
        Instant lastReceivedAt,
        @Nullable String queueTime,

        @RecordBuilder.Initializer(source = Answered.class, value = "NONE")
        Answered answered)
        implements Resource {

    /**
     * The state of the participant according to the last event.
     *
     * @param position the event's place in the conference's order, or -1 where no event carried flags
     */
    @WithBuilder
    public record Flags(
            long position,
            @Nullable String label,
            @Nullable String callSidToCoach,
            boolean muted,
            boolean hold,
            boolean coaching,
            boolean endConferenceOnExit,
            boolean startConferenceOnEnter) {}
}
