package dev.ringback.twilio.rest;

import dev.ringback.model.Call;
import dev.ringback.model.CallStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls. */
public final class CallViews {
    public static final ResourceView<Call> CALL = ResourceView.of("calls", "Call", Call::sid)
            .text("sid", Call::sid)
            .rfc2822("date_created", Call::dateCreated)
            .rfc2822("date_updated", Call::dateUpdated)
            .text("parent_call_sid", Call::parentCallSid)
            .text("account_sid", Call::accountSid)
            .text("to", Call::to)
            .uncarried()
            .text("to_formatted", call -> PhoneNumberFormat.format(call.to()))
            .text("from", Call::from)
            .uncarried()
            .text("from_formatted", call -> PhoneNumberFormat.format(call.from()))
            .text("phone_number_sid", Call::phoneNumberSid)
            .uncarried()
            .text("status", CallViews::status)
            .rfc2822("start_time", CallViews::startTime)
            .rfc2822("end_time", Call::endedAt)
            .digits("duration", call -> SharedFields.seconds(duration(call)))
            .uncarriedWhere(CallViews::isOver)
            .text("price", Call::price)
            .uncarried()
            .text("price_unit", Call::priceUnit)
            .uncarried()
            .text("direction", Call::direction)
            .uncarried()
            .text("answered_by", Call::answeredBy)
            .text("api_version", call -> SharedFields.apiVersion(call.apiVersion()))
            .text("forwarded_from", Call::forwardedFrom)
            .text("group_sid", Call::groupSid)
            .uncarried()
            .text("caller_name", Call::callerName)
            .text("queue_time", CallViews::queueTime)
            .uncarried()
            .text("trunk_sid", Call::trunkSid)
            .uncarriedWhere(CallViews::mayHaveTrunk)
            .uri(CallViews::path)
            .subresourceUris(
                    CallViews::path,
                    "Notifications",
                    "Recordings",
                    "Payments",
                    "Events",
                    "Siprec",
                    "Streams",
                    "Transcriptions",
                    "UserDefinedMessageSubscriptions",
                    "UserDefinedMessages")
            .build();

    /** The statuses that the REST API knows. */
    public static final List<String> STATUSES = Stream.of(CallStatus.values())
            .filter(status -> status != CallStatus.INITIATED)
            .map(CallStatus::value)
            .toList();

    private CallViews() {}

    /** The statuses that callbacks say where the REST API shows this one. */
    public static Set<String> statusesShownAs(String status) {
        return status.equals(CallStatus.QUEUED.value()) ? Set.of(status, CallStatus.INITIATED.value()) : Set.of(status);
    }

    /** The status as the REST API shows it, which knows no {@code initiated}; null where no event has carried one. */
    public static @Nullable String status(Call call) {
        String status = SharedFields.status(call.progress());
        return CallStatus.INITIATED.value().equals(status) ? CallStatus.QUEUED.value() : status;
    }

    /** Twilio leaves it empty until the call is dialed; for one that nobody answered its creation stands for that moment. */
    private static @Nullable Instant startTime(Call call) {
        Instant answered = call.startTime();
        String status = status(call);
        boolean dialed = status != null && !status.equals(CallStatus.QUEUED.value());
        return answered == null && dialed ? call.dateCreated() : answered;
    }

    /**
     * How long the call was connected: what an event said, else none at all for a call that ended before anybody answered. Twilio's documents
     * call the field empty then, but its answers show {@code "0"}, and its callbacks say {@code CallDuration=0}.
     */
    private static @Nullable Duration duration(Call call) {
        if (call.duration() != null) {
            return call.duration();
        }
        return isOver(call) && !isStatus(call, CallStatus.COMPLETED) && call.answeredAt() == null
                ? Duration.ZERO
                : null;
    }

    private static boolean isOver(Call call) {
        return CallStatus.of(call.progress().status())
                .filter(CallStatus::isFinal)
                .isPresent();
    }

    private static boolean isStatus(Call call, CallStatus status) {
        return status.value().equals(call.progress().status());
    }

    /** Milliseconds that a call waited before Twilio placed it, as told; what came in was not placed. */
    private static @Nullable String queueTime(Call call) {
        return call.queueTime() == null && "inbound".equals(call.direction()) ? "0" : call.queueTime();
    }

    /** Only calls of Elastic SIP Trunking have one, and their direction says so. */
    private static boolean mayHaveTrunk(Call call) {
        return call.direction() == null || call.direction().startsWith("trunking-");
    }

    private static String path(Call call) {
        return ResourcePath.of(call.accountSid(), "Calls", call.sid());
    }
}
