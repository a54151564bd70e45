package dev.ringback.ingest;

import dev.ringback.model.Event;
import dev.ringback.storage.Redaction;
import dev.ringback.twilio.callback.BodyRedaction;
import dev.ringback.twilio.callback.Projector;
import java.util.Set;

/** Knows how Twilio's requests and answers are written. Stateless. */
public final class StoredRequests implements Redaction {
    @Override
    public Event withoutBody(Event event) {
        return BodyRedaction.withoutBody(event);
    }

    @Override
    public Set<String> references(Event event) {
        return Projector.references(event);
    }
}
