package dev.ringback.twilio.callback;

import dev.ringback.model.Entry;
import dev.ringback.model.Event;
import dev.ringback.model.Parameters;
import dev.ringback.model.Parameters.Parameter;
import java.util.Set;
import java.util.stream.Collectors;

/** The user's own words about a message, by which it can be found: the parameters of its callback URL, and its tags at Twilio. */
final class MessageTags {
    private MessageTags() {}

    static Set<Parameter> of(Event event, Parameters tags) {
        boolean aboutMessage = switch (event.kind()) {
            case MESSAGE_STATUS, INBOUND_MESSAGE -> !event.sid().isEmpty();
            default -> false;
        };
        if (!aboutMessage || tags.isEmpty()) {
            return Set.of();
        }
        return tags.stream()
                .filter(tag -> tag.name().length() + tag.value().length() <= Entry.MAX_TAG_CHARACTERS)
                .collect(Collectors.toUnmodifiableSet());
    }
}
