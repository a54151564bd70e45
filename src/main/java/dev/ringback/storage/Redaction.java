package dev.ringback.storage;

import dev.ringback.model.Event;
import java.util.Set;

/**
 * Knows how requests are written, for what has to be taken out of stored ones when Twilio has deleted it. Both answer the same whenever they are
 * asked, and never fail.
 */
public interface Redaction {
    /** Keeps of an event no more than that it came, and knows no references. */
    Redaction WHOLE = new Redaction() {
        @Override
        public Event withoutBody(Event event) {
            return event.emptied();
        }

        @Override
        public Set<String> references(Event event) {
            return Set.of();
        }
    };

    /** Returns the event without the text of the message that it is about; the same event where it has none. */
    Event withoutBody(Event event);

    /** Returns the references that the event is stored with. */
    Set<String> references(Event event);
}
