package dev.ringback.twilio.callback;

import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.MediaBuilder;
import dev.ringback.model.MessageBuilder;
import dev.ringback.model.MessageStatus;
import dev.ringback.model.Progress;
import dev.ringback.model.Resource;
import dev.ringback.twilio.Sid;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads from a status callback or an inbound message the state of the message and its media. */
final class MessageProjection {
    /** Twilio allows ten attachments; a higher count is a mistake we do not follow. */
    private static final int MAX_MEDIA = 10;

    private MessageProjection() {}

    static Progress progress(Fields fields) {
        String said = said(fields);
        MessageStatus status = MessageStatus.of(said).orElse(null);
        return new Progress(
                StateOrder.message(status, fields.text("RawDlrDoneDate")),
                status == null ? said : status.value(),
                fields.event().source());
    }

    static void project(Fields fields, List<Resource> resources) {
        Event event = fields.event();
        boolean inbound = event.kind() == EventKind.INBOUND_MESSAGE;
        Progress progress = progress(fields);
        if (progress.status().isEmpty()) {
            if (fields.text("MessageStatus", "SmsStatus") == null) {
                fields.problem("says no status");
            }
            return;
        }
        resources.add(MessageBuilder.builder()
                .accountSid(event.accountSid())
                .sid(event.sid())
                .progress(progress)
                .to(fields.text("To"))
                .from(fields.text("From"))
                .body(body(fields, inbound))
                .messagingServiceSid(fields.text("MessagingServiceSid"))
                // a reply and a message sent from a call look the same in a callback; almost all are sent by the API
                .direction(inbound ? "inbound" : "outbound-api")
                .apiVersion(fields.text("ApiVersion"))
                .numSegments(fields.integer(fields.text("NumSegments") != null ? "NumSegments" : "NumberOfSegments"))
                .numMedia(fields.integer("NumMedia"))
                // an inbound message's ErrorCode is that of the webhook that failed before this one
                .errorCode(inbound ? null : fields.errorCode())
                .errorMessage(inbound ? null : fields.text("ErrorMessage"))
                .dateCreated(fields.happenedAt())
                .dateUpdated(fields.happenedAt())
                .dateSent(isSentOrNeverWill(progress) ? fields.happenedAt() : null)
                .lastReceivedAt(event.receivedAt())
                .deliveredAt(progress.status().equals(MessageStatus.DELIVERED.value()) ? fields.happenedAt() : null)
                .carrier(carrier(fields))
                .build());
        if (inbound) {
            media(fields, resources);
        }
    }

    /** Joins the codes of the network that Event Streams tells; no callback has them. */
    private static @Nullable String carrier(Fields fields) {
        String country = fields.text("Mcc");
        String network = fields.text("Mnc");
        return country == null || network == null ? null : country + '-' + network;
    }

    private static String said(Fields fields) {
        String status = fields.status("MessageStatus", "SmsStatus");
        if (status != null) {
            return status;
        }
        return fields.event().kind() == EventKind.INBOUND_MESSAGE ? MessageStatus.RECEIVED.value() : "";
    }

    /** An inbound message may well be empty; a status callback without a body does not speak of it. */
    private static @Nullable String body(Fields fields, boolean inbound) {
        return inbound ? fields.parameters().get("Body") : fields.text("Body");
    }

    /** Whether a message with this status must have been sent, or will never be: then the moment when that was known stands for it. */
    private static boolean isSentOrNeverWill(Progress progress) {
        return switch (MessageStatus.of(progress.status()).orElse(MessageStatus.QUEUED)) {
            case SENT, PARTIALLY_DELIVERED, UNDELIVERED, DELIVERED, READ, RECEIVED, FAILED, CANCELED -> true;
            default -> false;
        };
    }

    private static void media(Fields fields, List<Resource> resources) {
        Event event = fields.event();
        Instant at = fields.happenedAt();
        int count = Math.min(fields.integer("NumMedia", 0), MAX_MEDIA);
        for (int i = 0; i < count; i++) {
            String url = fields.text("MediaUrl" + i);
            String sid = url == null ? "" : url.substring(url.lastIndexOf('/') + 1);
            if (Sid.isSid(sid, "ME")) {
                resources.add(MediaBuilder.builder()
                        .accountSid(event.accountSid())
                        .messageSid(event.sid())
                        .sid(sid)
                        .progress(Progress.none(event.source()))
                        .contentType(fields.text("MediaContentType" + i))
                        .dateCreated(at)
                        .dateUpdated(at)
                        .lastReceivedAt(event.receivedAt())
                        .build());
            } else {
                fields.problem("MediaUrl" + i + " names no media");
            }
        }
    }
}
