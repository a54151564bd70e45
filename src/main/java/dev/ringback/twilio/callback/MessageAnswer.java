package dev.ringback.twilio.callback;

import dev.ringback.model.Erasure;
import dev.ringback.model.Media;
import dev.ringback.model.MediaBuilder;
import dev.ringback.model.Message;
import dev.ringback.model.MessageBuilder;
import dev.ringback.model.MessageStatus;
import dev.ringback.model.Progress;
import java.util.List;
import java.util.Set;

/** Reads messages and their media as the REST API answers them. */
final class MessageAnswer {
    private MessageAnswer() {}

    static Progress progress(AnswerFields fields) {
        String said = fields.status();
        MessageStatus status = said == null ? null : MessageStatus.of(said).orElse(null);
        if (said == null) {
            return Progress.none(fields.event().source());
        }
        return new Progress(
                StateOrder.answeredMessage(status, fields.askedAt()),
                status == null ? said : status.value(),
                fields.event().source());
    }

    static Message message(AnswerFields fields) {
        Progress progress = progress(fields);
        int rank = MessageStatus.of(progress.status()).map(MessageStatus::rank).orElse(0);
        String body = fields.textOrEmpty("body");
        boolean redacted = body != null && body.isEmpty() && isBodyKept(fields, rank);
        Integer errorCode = fields.errorCode();
        return MessageBuilder.builder()
                .accountSid(fields.event().accountSid())
                .sid(fields.event().sid())
                .progress(progress)
                .to(fields.text("to"))
                .from(fields.text("from"))
                .body(body)
                .messagingServiceSid(fields.text("messaging_service_sid"))
                .direction(fields.text("direction"))
                .apiVersion(fields.text("api_version"))
                .numSegments(fields.integer("num_segments"))
                .numMedia(fields.integer("num_media"))
                .errorCode(errorCode)
                .errorMessage(errorCode == null ? null : fields.text("error_message"))
                .dateCreated(fields.created())
                .dateUpdated(fields.updated())
                .dateSent(fields.time("date_sent"))
                .lastReceivedAt(fields.event().receivedAt())
                .price(fields.text("price"))
                .priceUnit(fields.text("price_unit"))
                .answered(fields.answered(
                        nullable(errorCode != null),
                        Set.of(),
                        // a message whose carrier sends no receipts stays sent for ever
                        rank >= MessageStatus.SENT.rank(),
                        redacted ? Erasure.BODY : Erasure.NONE))
                .build();
    }

    /**
     * Whether a text would be in the answer if the message had one. Right after a create it may be missing, since a template is filled in later; an answer
     * to an update of the message always tells what became of it.
     */
    private static boolean isBodyKept(AnswerFields fields, int rank) {
        if (fields.isOfUpdate()) {
            return true;
        }
        Integer segments = fields.integer("num_segments");
        return rank >= MessageStatus.SENT.rank() || (!fields.isOfCreate() && segments != null && segments > 0);
    }

    /** An error's text is known not to be only where there is an error. An empty body is a value. */
    private static List<String> nullable(boolean failed) {
        return Message.NULLABLE.stream()
                .filter(name -> failed || !name.equals("error_message"))
                .toList();
    }

    static Media media(AnswerFields fields) {
        return MediaBuilder.builder()
                .accountSid(fields.event().accountSid())
                .messageSid(fields.event().sid())
                .sid(String.valueOf(fields.text("sid")))
                .progress(Progress.none(fields.event().source()))
                .contentType(fields.text("content_type"))
                .dateCreated(fields.created())
                .dateUpdated(fields.updated())
                .lastReceivedAt(fields.event().receivedAt())
                .answered(fields.answered())
                .build();
    }
}
