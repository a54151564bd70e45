package dev.ringback.vault.copy;

import dev.ringback.model.Event;
import dev.ringback.model.Generation;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.Message;
import dev.ringback.model.Recording;
import dev.ringback.model.VaultObject;
import dev.ringback.storage.EventLog;
import dev.ringback.storage.EventPosition;
import dev.ringback.storage.LostPositionException;
import dev.ringback.storage.ResourceStore;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.storage.VaultLedger;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the log for recordings and attachments that were not heard of yet, and enters them into the ledger. Of what came before the vault was there
 * nothing is entered. Used by one thread, on one node at a time; another goes on where it was.
 */
final class Discovery {
    private static final Logger log = LoggerFactory.getLogger(Discovery.class);

    /** A name of this kind is not carried to another database, whose log has other ids. */
    private static final String POSITION = "position log";

    private static final String SINCE = "since";
    private static final int STEP = 500;

    private final EventLog events;
    private final ResourceStore resources;
    private final VaultLedger ledger;
    private final Wanted wanted;
    private final Clock clock;

    Discovery(EventLog events, ResourceStore resources, VaultLedger ledger, Wanted wanted, Clock clock) {
        this.events = events;
        this.resources = resources;
        this.ledger = ledger;
        this.wanted = wanted;
        this.clock = clock;
    }

    /**
     * Reads on, one step.
     *
     * @return how many events were read; 0 at the end of the log
     * @throws StorageUnavailableException when the database cannot be used now; nothing is skipped
     */
    int step() {
        EventLog.Settled settled = events.settled();
        Optional<EventPosition> begin = ledger.note(POSITION).flatMap(Discovery::position);
        if (begin.isEmpty()) {
            begin = Optional.of(beginning(settled));
        }
        List<LoggedEvent> read;
        try {
            read = settled.after(begin.get(), STEP);
        } catch (LostPositionException lost) {
            log.info("the vault reads the log anew: {}", lost.getMessage());
            read = settled.after(settled.beginning(), STEP);
        }
        if (read.isEmpty()) {
            return 0;
        }
        ledger.add(objects(read));
        note(settled.behind(read.get(read.size() - 1).id()));
        return read.size();
    }

    /** Begins where the log ends when the vault is there for the first time, else at its beginning: the database is another one. */
    private EventPosition beginning(EventLog.Settled settled) {
        boolean isFirst = ledger.note(SINCE).isEmpty();
        EventPosition position = isFirst ? settled.end() : settled.beginning();
        ledger.noteOnce(SINCE, clock.instant().toString());
        note(position);
        return position;
    }

    private void note(EventPosition position) {
        ledger.note(POSITION, position.generation().value() + ' ' + position.eventId());
    }

    private static Optional<EventPosition> position(String noted) {
        int space = noted.indexOf(' ');
        return space < 0
                ? Optional.empty()
                : Optional.of(new EventPosition(
                        new Generation(noted.substring(0, space)), Long.parseLong(noted.substring(space + 1))));
    }

    private List<VaultObject> objects(List<LoggedEvent> read) {
        Instant since = ledger.note(SINCE).map(Instant::parse).orElse(Instant.EPOCH);
        Instant now = clock.instant();
        List<VaultObject> objects = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (LoggedEvent logged : read) {
            Event event = logged.event();
            boolean isNews = !logged.lastReceivedAt().isBefore(since)
                    && EventScreen.mayBeAboutContent(event)
                    && seen.add(event.accountSid() + event.sid());
            if (isNews) {
                objects.addAll(of(event, now));
            }
        }
        return objects;
    }

    private List<VaultObject> of(Event event, Instant now) {
        return EventScreen.isAboutRecording(event)
                ? resources
                        .find(Recording.class, event.accountSid(), event.sid())
                        .map(recording -> wanted.of(recording, now))
                        .orElse(List.of())
                : resources
                        .find(Message.class, event.accountSid(), event.sid())
                        .map(message -> wanted.of(message, now))
                        .orElse(List.of());
    }
}
