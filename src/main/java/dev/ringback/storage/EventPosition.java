package dev.ringback.storage;

import dev.ringback.model.Generation;
import dev.ringback.model.LoggedEvent;

/**
 * A place in the log: behind an event, and before all that came later.
 *
 * @param generation of the database whose log it is
 * @param eventId the {@link LoggedEvent#id} of that event, which may be deleted since; 0 for the place before all events
 */
public record EventPosition(Generation generation, long eventId) {

    /** Returns the place behind another event of the same log. */
    public EventPosition behind(LoggedEvent event) {
        return new EventPosition(generation, event.id());
    }
}
