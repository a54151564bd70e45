package dev.ringback.twilio.rest;

import dev.ringback.model.Media;
import dev.ringback.model.Message;
import dev.ringback.model.MessageStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Messages and their attachments. */
public final class MessageViews {
    /** At {@code /Messages}. */
    public static final ResourceView<Message> MESSAGE = fields(ResourceView.of("messages", "Message", Message::sid))
            .uri(MessageViews::path)
            .subresourceUris(MessageViews::path, "Media")
            .build();

    /** At {@code /SMS/Messages}, the address of old libraries, where lists have another name. */
    public static final ResourceView<Message> SMS_MESSAGE = fields(
                    ResourceView.of("sms_messages", "SMSMessage", Message::sid).listElement("SMSMessages"))
            .uri(message -> ResourcePath.of(message.accountSid(), "SMS/Messages", message.sid()))
            .subresourceUris(MessageViews::path, "Media")
            .build();

    public static final ResourceView<Media> MEDIA = ResourceView.of("media_list", "Media", Media::sid)
            .text("sid", Media::sid)
            .text("account_sid", Media::accountSid)
            .text("parent_sid", Media::messageSid)
            .text("content_type", Media::contentType)
            .rfc2822("date_created", Media::dateCreated)
            .rfc2822("date_updated", Media::dateUpdated)
            .uri(media -> ResourcePath.of(media.accountSid(), "Messages", media.messageSid(), "Media", media.sid()))
            .build();

    private MessageViews() {}

    private static ResourceView.Builder<Message> fields(ResourceView.Builder<Message> view) {
        return view.text("sid", Message::sid)
                .rfc2822("date_created", Message::dateCreated)
                .rfc2822("date_updated", Message::dateUpdated)
                .rfc2822("date_sent", MessageViews::dateSent)
                .text("account_sid", Message::accountSid)
                .text("to", Message::to)
                .uncarried()
                .text("from", Message::from)
                .text("messaging_service_sid", Message::messagingServiceSid)
                .text("body", Message::body)
                .uncarried()
                .text("status", message -> SharedFields.status(message.progress()))
                .digits("num_segments", Message::numSegments)
                .uncarried()
                .digits("num_media", MessageViews::numMedia)
                .uncarried()
                .text("direction", Message::direction)
                .uncarried()
                .text("api_version", message -> SharedFields.apiVersion(message.apiVersion()))
                .text("price", Message::price)
                .uncarried()
                .text("price_unit", Message::priceUnit)
                .uncarried()
                .integer("error_code", Message::errorCode)
                .text("error_message", Message::errorMessage)
                .uncarriedWhere(message -> message.errorCode() != null);
    }

    /**
     * When the message was sent, or when it was known that it never will be; null while it may still be. Of a message that failed or was canceled,
     * and was stored by a version that kept no such moment, it is the creation, by which such rows are filtered and sorted: whoever polls with a
     * bookmark on this field drops what has none.
     */
    private static @Nullable Instant dateSent(Message message) {
        boolean neverSent = message.dateSent() == null
                && MessageStatus.of(message.progress().status())
                        .filter(status -> status == MessageStatus.FAILED || status == MessageStatus.CANCELED)
                        .isPresent();
        return neverSent ? message.dateCreated() : message.dateSent();
    }

    /** An outbound message has a SID that begins with MM where it has media, and with SM where it has none. */
    private static @Nullable Number numMedia(Message message) {
        boolean withoutMedia = message.direction() != null
                && message.direction().startsWith("outbound")
                && message.sid().startsWith("SM");
        return message.numMedia() == null && withoutMedia ? Integer.valueOf(0) : message.numMedia();
    }

    private static String path(Message message) {
        return ResourcePath.of(message.accountSid(), "Messages", message.sid());
    }
}
