package dev.ringback.twilio.callback;

import dev.ringback.model.Call;
import dev.ringback.model.CallStatus;
import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.Progress;
import dev.ringback.model.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What a progress event or an answering machine detection says of the call. */
final class CallProjection {
    private CallProjection() {}

    static Progress progress(Fields fields) {
        if (fields.event().kind() == EventKind.AMD) {
            // only an answered call is listened to
            return new Progress(
                    StateOrder.call(CallStatus.IN_PROGRESS, -1, null),
                    CallStatus.IN_PROGRESS.value(),
                    fields.event().source());
        }
        String said = said(fields);
        CallStatus status = CallStatus.of(said).orElse(null);
        return new Progress(
                StateOrder.call(
                        status,
                        fields.integer("SequenceNumber", -1),
                        fields.event().occurredAt()),
                status == null ? said.toLowerCase(Locale.ROOT) : status.value(),
                fields.event().source());
    }

    static void project(Fields fields, List<Resource> resources) {
        Event event = fields.event();
        Progress progress = progress(fields);
        CallStatus status = event.kind() == EventKind.AMD
                ? CallStatus.RINGING // says nothing of when the call was answered or ended
                : CallStatus.of(progress.status()).orElse(CallStatus.QUEUED);
        Instant at = fields.happenedAt();
        // Duration would be minutes, as billed; of calls that were not answered CallDuration may say 0
        Duration duration = status == CallStatus.COMPLETED ? fields.seconds("CallDuration") : null;
        resources.add(new Call(
                event.accountSid(),
                event.sid(),
                progress,
                fields.text("ParentCallSid"),
                fields.text("To", "Called"),
                fields.text("From", "Caller"),
                fields.text("Direction"),
                fields.text("ApiVersion"),
                fields.text("AnsweredBy"),
                fields.text("ForwardedFrom"),
                fields.text("CallerName"),
                status == CallStatus.IN_PROGRESS ? at : null,
                status.isFinal() ? at : null,
                duration,
                duration == null ? at : at.minus(duration), // it began that much earlier at the latest
                at,
                event.receivedAt()));
    }

    private static String said(Fields fields) {
        String status = fields.text("CallStatus");
        return status == null ? "" : status.replace('_', '-');
    }
}
