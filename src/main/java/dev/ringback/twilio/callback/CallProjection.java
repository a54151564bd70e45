package dev.ringback.twilio.callback;

import dev.ringback.model.Call;
import dev.ringback.model.CallBuilder;
import dev.ringback.model.CallStatus;
import dev.ringback.model.Certainty;
import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.Progress;
import dev.ringback.model.Resource;
import dev.ringback.model.SequenceNumbers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a progress event, a request for TwiML, a partial result or an answering machine detection says of the call. */
final class CallProjection {
    private CallProjection() {}

    /** Null where the event says no status. */
    static @Nullable Progress progress(Fields fields) {
        EventKind kind = fields.event().kind();
        if (kind == EventKind.AMD || kind == EventKind.GATHER_PARTIAL) {
            // only an answered call is listened to; a partial result's own SequenceNumber counts partial results
            return new Progress(
                    StateOrder.call(CallStatus.IN_PROGRESS, -1, null),
                    CallStatus.IN_PROGRESS.value(),
                    fields.event().source());
        }
        String said = said(fields);
        if (said == null) {
            return null;
        }
        CallStatus status = CallStatus.of(said).orElse(null);
        return new Progress(
                StateOrder.call(
                        status,
                        fields.integer("SequenceNumber", -1),
                        fields.event().occurredAt()),
                status == null ? said : status.value(),
                fields.event().source());
    }

    static void project(Fields fields, List<Resource> resources) {
        Progress progress = progress(fields);
        if (progress == null) {
            if (fields.text("CallStatus") == null) {
                fields.problem("says no status");
            }
            return;
        }
        Event event = fields.event();
        CallStatus status = status(event.kind(), progress);
        Instant at = fields.happenedAt();
        // Duration would be minutes, as billed; of calls that were not answered CallDuration may say 0
        Duration duration = status.isFinal() ? fields.seconds("CallDuration") : null;
        boolean connected = duration != null && !duration.isZero();
        boolean answered = status == CallStatus.IN_PROGRESS;
        resources.add(CallBuilder.builder()
                .accountSid(event.accountSid())
                .sid(event.sid())
                .progress(progress)
                .parentCallSid(fields.text("ParentCallSid"))
                .to(fields.text("To", "Called"))
                .from(fields.text("From", "Caller"))
                .direction(fields.text("Direction"))
                .apiVersion(fields.text("ApiVersion"))
                .answeredBy(fields.text("AnsweredBy"))
                .forwardedFrom(fields.text("ForwardedFrom"))
                .callerName(fields.text("CallerName"))
                .answeredAt(connected ? at.minus(duration) : answered ? at : null)
                .endedAt(status.isFinal() ? at : null)
                .duration(duration)
                // it began that much earlier at the latest
                .dateCreated(duration == null ? at : at.minus(duration))
                .dateUpdated(at)
                .lastReceivedAt(event.receivedAt())
                // those of other kinds of events count something else
                .sequenceNumbers(
                        event.kind() == EventKind.CALL_STATUS
                                ? SequenceNumbers.of(fields.text("SequenceNumber"))
                                : SequenceNumbers.NONE)
                .certainties(new Call.Certainties(
                        Certainty.TOLD,
                        connected ? Certainty.DERIVED : changedAtCertainty(fields),
                        fields.happenedAtCertainty(),
                        createdAtCertainty(fields, status)))
                .build());
    }

    /** Returns the status that the times of the event are times of. The end and the answer of a call are told by no other kinds. */
    private static CallStatus status(EventKind kind, Progress progress) {
        return switch (kind) {
            case AMD, GATHER_PARTIAL -> CallStatus.RINGING;
            default -> CallStatus.of(progress.status()).orElse(CallStatus.RINGING);
        };
    }

    /** Only a progress event is sent when the status changes; a request may come long after, and be told of with a clock all the same. */
    private static Certainty changedAtCertainty(Fields fields) {
        boolean progress = fields.text("CallbackSource") != null || fields.text("SequenceNumber") != null;
        return progress ? fields.happenedAtCertainty() : Certainty.GUESSED;
    }

    /** Only the first status is as old as the call; all others say that the call is no younger. */
    private static Certainty createdAtCertainty(Fields fields, CallStatus status) {
        Certainty changedAt = changedAtCertainty(fields);
        boolean first = status == CallStatus.INITIATED || status == CallStatus.QUEUED;
        return changedAt == Certainty.TOLD && !first ? Certainty.DERIVED : changedAt;
    }

    private static @Nullable String said(Fields fields) {
        String status = fields.status("CallStatus");
        if (status == null) {
            return null;
        }
        // Twilio's pages write it with two l
        return status.equals("cancelled") ? CallStatus.CANCELED.value() : status.replace('_', '-');
    }
}
