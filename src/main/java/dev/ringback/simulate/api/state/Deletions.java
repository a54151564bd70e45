package dev.ringback.simulate.api.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Remembers what was deleted and when, and how many DELETEs came, those that were refused included. Safe for use by many threads. */
public final class Deletions {
    private final Timeline timeline;
    private final List<Deletion> deletions = new ArrayList<>();
    private final Map<String, Integer> asked = new HashMap<>();

    /** Remembers moments by that time. */
    public Deletions(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Deletes a resource; returns what the removal returns, false where the resource was gone already. */
    public boolean delete(String sid, BooleanSupplier removal) {
        Instant at = timeline.now();
        synchronized (this) {
            Deletion deletion = new Deletion(sid, at, System.nanoTime());
            boolean removed = removal.getAsBoolean();
            if (removed) {
                deletions.add(deletion);
            }
            return removed;
        }
    }

    /** Counts a DELETE of that SID, whatever becomes of it. */
    public synchronized void asked(String sid) {
        asked.merge(sid, 1, Integer::sum);
    }

    /** Returns all deletions in the order in which they happened: recordings, media, messages, calls, transcriptions. */
    public synchronized List<Deletion> all() {
        return List.copyOf(deletions);
    }

    /** Returns when a SID was deleted; empty when it was not. */
    public Optional<Deletion> find(String sid) {
        return all().stream().filter(deletion -> deletion.sid().equals(sid)).findFirst();
    }

    /** Counts the DELETEs that named a SID, also those that were refused, failed or were cut. */
    public synchronized int requests(String sid) {
        return asked.getOrDefault(sid, 0);
    }
}
