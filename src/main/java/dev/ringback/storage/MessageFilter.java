package dev.ringback.storage;

import dev.ringback.model.Message;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.model.TimeRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Filters for a list of messages, combined with AND. Null or empty matches every message.
 *
 * @param dateSent when the message was sent, or created where it was not sent; sorts the list by it
 * @param tags parameters of the user's own on the URL of some callback about the message
 */
public record MessageFilter(
        @Nullable String to,
        @Nullable String from,
        TimeRange dateSent,
        @Nullable String status,
        @Nullable Integer errorCode,
        @Nullable String messagingServiceSid,
        List<Parameter> tags)
        implements ResourceFilter<Message> {
    public static final MessageFilter NONE =
            new MessageFilter(null, null, TimeRange.ALWAYS, null, null, null, List.of());

    public MessageFilter {
        tags = List.copyOf(tags);
    }

    /** Returns the same filter for messages to an address. */
    public MessageFilter withTo(String address) {
        return new MessageFilter(address, from, dateSent, status, errorCode, messagingServiceSid, tags);
    }

    /** Returns the same filter for messages from an address. */
    public MessageFilter withFrom(String address) {
        return new MessageFilter(to, address, dateSent, status, errorCode, messagingServiceSid, tags);
    }

    @Override
    public Class<Message> kind() {
        return Message.class;
    }
}
