package dev.ringback.upkeep;

import dev.ringback.model.Entry;
import dev.ringback.model.Event;
import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.ProjectionStore.Replayed;
import dev.ringback.storage.ReprojectionStore;
import dev.ringback.twilio.callback.Projector;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads events of the log by the rules of this version, and notes those that move no state because they cannot be read or stored. Used by one
 * thread.
 */
final class EventReplay implements ReprojectionStore.Replaying {
    private static final Logger log = LoggerFactory.getLogger(EventReplay.class);

    /** Whoever reads the log of the program needs some, not a million. */
    private static final int MOST_LOGGED = 20;

    private long raw;

    @Override
    public Replayed replay(LoggedEvent logged) {
        Entry entry = project(logged);
        return new Replayed(
                logged.id(), entry, entry.event().kind() != logged.event().kind());
    }

    private Entry project(LoggedEvent logged) {
        Event event = logged.event();
        try {
            return Projector.replay(event);
        } catch (RuntimeException unreadable) {
            keptRaw(logged.id(), event, unreadable);
            return new Entry(event, List.of(), Set.of());
        }
    }

    @Override
    public void keptRaw(Replayed replayed, Exception reason) {
        keptRaw(replayed.eventId(), replayed.entry().event(), reason);
    }

    /** How many events moved no state. */
    long raw() {
        return raw;
    }

    private void keptRaw(long id, Event event, Exception reason) {
        raw++;
        if (raw <= MOST_LOGGED) {
            log.warn(
                    "event {} ({} about {}) moves no state: {}",
                    id,
                    event.kind().value(),
                    event.sid(),
                    reason.getMessage());
        }
    }
}
