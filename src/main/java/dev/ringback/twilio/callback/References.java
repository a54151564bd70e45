package dev.ringback.twilio.callback;

import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.model.Parameters;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Decides on which further timelines an event belongs: those of all SIDs that it names, but its own. A message's Messaging Service is none
 * of them: the message's row has it as a column, and the service's timeline would hold every event of millions of messages.
 */
final class References {
    private References() {}

    static Set<String> of(Event event, Parameters parameters, NamedSids sids) {
        Set<String> references = new LinkedHashSet<>(sids.all());
        references.remove(event.sid());
        if (event.source() == EventSource.API) {
            references.removeAll(Answer.noReferences(event));
        }
        if (event.kind() == EventKind.MESSAGE_STATUS || event.kind() == EventKind.INBOUND_MESSAGE) {
            references.remove(Objects.requireNonNullElse(parameters.get("MessagingServiceSid"), ""));
        }
        return references;
    }
}
