package dev.ringback.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call leg.
 *
 * @param answeredAt when it became {@code in-progress}: as an event said, else its end less its duration; null where neither is known
 * @param endedAt when it reached a final status
 * @param duration of the connected call; null while it lasts and where no event told it. Twilio tells 0 for some calls that nobody answered
 * @param queueTime milliseconds that it waited before it was placed; like all from {@code phoneNumberSid} on, no callback tells it
 * @param sequenceNumbers those of its events that were seen, as {@link SequenceNumbers} keeps them
 * @param certainties how the event knows what it says; of a builder: told, unless it is set
 * @param answered what only an answer of the REST API tells; of a builder: nothing, unless it is set
 */
@WithBuilder
public record Call(
        String accountSid,
        String sid,
        Progress progress,
        @Nullable String parentCallSid,
        @Nullable String to,
        @Nullable String from,
        @Nullable String direction,
        @Nullable String apiVersion,
        @Nullable String answeredBy,
        @Nullable String forwardedFrom,
        @Nullable String callerName,
        @Nullable Instant answeredAt,
        @Nullable Instant endedAt,
        @Nullable Duration duration,
        Instant dateCreated,
        Instant dateUpdated,
        Instant lastReceivedAt,

        @Nullable String phoneNumberSid,
        @Nullable String groupSid,
        @Nullable String trunkSid,
        @Nullable String queueTime,
        @Nullable String price,
        @Nullable String priceUnit,
        long sequenceNumbers,

        @RecordBuilder.Initializer(source = Certainties.class, value = "TOLD")
        Certainties certainties,

        @RecordBuilder.Initializer(source = Answered.class, value = "NONE")
        Answered answered)
        implements Resource {
    /** The fields that can be known to be null, in the order in which that is stored: new ones go to the end. */
    public static final List<String> NULLABLE = List.of(
            "to",
            "from",
            "phone_number_sid",
            "duration",
            "price",
            "price_unit",
            "direction",
            "group_sid",
            "queue_time",
            "trunk_sid");

    /**
     * How sure the values are.
     *
     * @param facts all but those below; a fact that says {@code unknown} counts as guessed
     */
    public record Certainties(Certainty facts, Certainty answeredAt, Certainty endedAt, Certainty dateCreated) {
        public static final Certainties TOLD =
                new Certainties(Certainty.TOLD, Certainty.TOLD, Certainty.TOLD, Certainty.TOLD);
    }

    /**
     * When the call was answered; where no event said so, its end less its duration, which is how Twilio defines the duration. Null for a call
     * that nobody has answered.
     */
    public @Nullable Instant startTime() {
        if (answeredAt != null || endedAt == null || duration == null || duration.isZero()) {
            return answeredAt;
        }
        return endedAt.minus(duration);
    }
}
