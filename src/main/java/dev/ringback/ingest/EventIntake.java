package dev.ringback.ingest;

import dev.ringback.model.Entry;
import dev.ringback.storage.EventStore;
import dev.ringback.storage.EventStore.Appended;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.StorageUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores events, whichever way they came: nothing else appends to the log. Each passes the screen first. Safe for use by many threads. */
public final class EventIntake {
    private static final Logger log = LoggerFactory.getLogger(EventIntake.class);

    private final EventStore store;
    private final EventScreen screen;
    private final IngestMetrics metrics;
    private volatile IntakeListener listener = IntakeListener.NONE;

    public EventIntake(EventStore store, EventScreen screen, IngestMetrics metrics) {
        this.store = store;
        this.screen = screen;
        this.metrics = metrics;
    }

    /** Tells a listener of all events that are stored from now on, and no other. */
    void tell(IntakeListener newListener) {
        listener = newListener;
    }

    /**
     * Stores events with all that follows from them, in one transaction, as {@link EventStore#append} does.
     *
     * @return for each entry whether it was new, in the order given; one that the screen keeps out changes nothing, like one that was known
     * @throws StorageUnavailableException when the database cannot be written now; nothing was stored
     * @throws RuntimeException when an entry cannot be stored; nothing was stored
     */
    List<Appended> append(List<Entry> entries) {
        List<Entry> screened = new ArrayList<>(entries.size());
        boolean[] keptOut = new boolean[entries.size()];
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = screen.screen(entries.get(i));
            if (entry == null) {
                keptOut[i] = true;
            } else {
                screened.add(entry);
            }
        }
        List<Appended> appended = screened.isEmpty() ? List.of() : store.append(screened);
        metrics.count(screened, appended);
        listener.stored(screened);
        return screened.size() == entries.size() ? appended : withKeptOut(appended, keptOut);
    }

    private static List<Appended> withKeptOut(List<Appended> appended, boolean[] keptOut) {
        List<Appended> all = new ArrayList<>(keptOut.length);
        int next = 0;
        for (boolean out : keptOut) {
            all.add(out ? Appended.REPEATED : appended.get(next++));
        }
        return all;
    }

    /**
     * Stores events as they are stored in one transaction, in the thread of the caller: for a process that takes in nothing else.
     *
     * @return is complete, exceptionally when nothing was stored
     */
    public CompletableFuture<Void> store(List<Entry> entries) {
        try {
            append(entries);
            return CompletableFuture.completedFuture(null);
        } catch (RuntimeException failed) {
            return CompletableFuture.failedFuture(failed);
        }
    }

    /**
     * Stores an entry with all that follows from it, or else raw and marked.
     *
     * @throws StorageUnavailableException when the database cannot be written now
     * @throws StorageException when not even the raw event can be stored
     */
    Appended appendAlone(Entry entry) {
        try {
            return append(List.of(entry)).get(0);
        } catch (StorageUnavailableException outage) {
            throw outage;
        } catch (RuntimeException culprit) {
            log.error(
                    "{} event about {} is kept raw, it moves no state",
                    entry.event().kind().value(),
                    entry.event().sid(),
                    culprit);
            return append(List.of(entry.withoutResources("could not be projected: " + culprit)))
                    .get(0);
        }
    }
}
