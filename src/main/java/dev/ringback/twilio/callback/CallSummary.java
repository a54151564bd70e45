package dev.ringback.twilio.callback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.model.Call;
import dev.ringback.model.CallBuilder;
import dev.ringback.model.CallStatus;
import dev.ringback.model.Certainty;
import dev.ringback.model.Event;
import dev.ringback.model.Progress;
import dev.ringback.model.Resource;
import dev.ringback.twilio.Sid;
import dev.ringback.twilio.TwilioDates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a call summary of Voice Insights says of the call. It is a report, half an hour late: it ends a call whose end was never told,
 * and fills in what is not known. It never takes anything back, so it says nothing at all of a call that it does not know to have ended.
 * Source of the names: the Call Summary resource and event of Voice Insights.
 */
final class CallSummary {
    private static final Call.Certainties REPORTED =
            new Call.Certainties(Certainty.REPORTED, Certainty.REPORTED, Certainty.REPORTED, Certainty.REPORTED);

    private CallSummary() {}

    /** Null where the report states no end. */
    static @Nullable Progress progress(Fields fields) {
        String state = fields.text("CallState");
        return Sid.isSid(fields.event().sid(), "CA") && state != null
                ? end(state)
                        .map(status -> new Progress(
                                StateOrder.reportedCall(status),
                                status.value(),
                                fields.event().source()))
                        .orElse(null)
                : null;
    }

    static void project(Fields fields, List<Resource> resources) {
        Progress progress = progress(fields);
        if (progress == null) {
            return;
        }
        Event event = fields.event();
        Instant ended = time(fields, "EndTime").orElse(null);
        Instant created = time(fields, "CreatedTime")
                .or(() -> time(fields, "StartTime"))
                .orElse(ended != null ? ended : fields.happenedAt());
        // Duration counts from the dialling, ConnectDuration from the answer, as the Call resource does
        Duration duration = fields.seconds("ConnectDuration");
        resources.add(CallBuilder.builder()
                .accountSid(event.accountSid())
                .sid(event.sid())
                .progress(progress)
                .parentCallSid(fields.text("ParentCallSid"))
                .to(member(fields, "To", "callee"))
                .from(member(fields, "From", "caller"))
                .direction(direction(fields))
                .answeredBy(fields.text("AnsweredBy"))
                .answeredAt(answered(ended, duration))
                .endedAt(ended)
                .duration(duration)
                .dateCreated(created)
                .dateUpdated(ended != null ? ended : created)
                .lastReceivedAt(event.receivedAt())
                .certainties(REPORTED)
                .build());
    }

    private static @Nullable Instant answered(@Nullable Instant ended, @Nullable Duration duration) {
        return ended == null || duration == null || duration.isZero() ? null : ended.minus(duration);
    }

    /** Empty for what is no end: {@code ringing}, {@code answered}, {@code undialed}. */
    private static Optional<CallStatus> end(String state) {
        return Optional.ofNullable(
                switch (state.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")) {
                    case "completed" -> CallStatus.COMPLETED;
                    case "busy" -> CallStatus.BUSY;
                    case "fail", "failed" -> CallStatus.FAILED;
                    case "noanswer" -> CallStatus.NO_ANSWER;
                    case "canceled", "cancelled" -> CallStatus.CANCELED;
                    default -> null;
                });
    }

    private static Optional<Instant> time(Fields fields, String name) {
        return TwilioDates.parse(fields.text(name));
    }

    private static @Nullable String direction(Fields fields) {
        String direction = member(fields, "Properties", "direction");
        return direction == null ? null : direction.replace('_', '-');
    }

    /** The member of a structured value; null where there is none, or an empty one. */
    private static @Nullable String member(Fields fields, String name, String member) {
        JsonNode object = Json.parse(fields.text(name));
        String text = Json.text(object, member);
        return text == null || text.isEmpty() ? null : text;
    }
}
