package dev.ringback.upkeep;

import dev.ringback.model.Entry;
import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.ProgressListener;
import dev.ringback.storage.ProjectionStore;
import dev.ringback.storage.ProjectionStore.Replayed;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.twilio.callback.Projector;
import java.util.List;
import java.util.Locale;

/**
 * Drops everything that follows from the log, and makes it again by replaying the log in its order, by the rules of this version. Of the log
 * only the kinds change, where an older version recognised another.
 *
 * <p>An event whose resources cannot be stored moves no state, as when it came. One that was kept raw when it came, and can be stored now,
 * does: that is how a mended projection gets at what it missed. Its row in the log goes on saying what happened then.
 *
 * <p>Interrupted at any point, the database says that it is incomplete; running this again begins anew. Meant for one thread.
 */
public final class Rebuild {
    /** A commit for so many costs little beside the work, and a failure takes few apart. */
    private static final int EVENTS_PER_COMMIT = 2_000;

    private final ProjectionStore store;
    private final EventReplay replay = new EventReplay();
    private long events;

    public Rebuild(ProjectionStore store) {
        this.store = store;
    }

    /**
     * The counts of what was done.
     *
     * @param events all of the log
     * @param raw those of them that could not be projected
     */
    public record Result(long events, long raw) {
        /** Returns the counts in words. */
        public String text() {
            return told("");
        }

        /** Returns the counts in words, and how fast it was. */
        public String text(double seconds) {
            return told(String.format(Locale.ROOT, " in %.1f s (%,.0f/s)", seconds, events / seconds));
        }

        private String told(String speed) {
            String rebuilt = String.format(Locale.ROOT, "rebuilt from %,d events%s", events, speed);
            return raw == 0
                    ? rebuilt
                    : rebuilt + String.format(Locale.ROOT, "; %,d of them could not be projected", raw);
        }
    }

    /**
     * Does it all.
     *
     * @param progress is told the ids of events
     * @throws StorageUnavailableException when the database cannot be written; it has to be run again
     */
    public Result run(ProgressListener progress) {
        store.drop();
        long newest = store.newestEvent();
        List<LoggedEvent> chunk = store.read(0, EVENTS_PER_COMMIT);
        long oldest = chunk.isEmpty() ? newest : chunk.get(0).id() - 1;
        progress.at(0, newest - oldest);
        while (!chunk.isEmpty()) {
            put(chunk);
            long last = chunk.get(chunk.size() - 1).id();
            progress.at(last - oldest, newest - oldest);
            chunk = store.read(last, EVENTS_PER_COMMIT);
        }
        store.finish(Projector.VERSION);
        return new Result(events, replay.raw());
    }

    private void put(List<LoggedEvent> chunk) {
        List<Replayed> replayed = chunk.stream().map(replay::replay).toList();
        try {
            store.put(replayed);
        } catch (StorageUnavailableException outage) {
            throw outage;
        } catch (StorageException culprit) {
            replayed.forEach(this::putAlone);
        }
        events += chunk.size();
    }

    /** With all that follows from it, or else with its references only. */
    private void putAlone(Replayed replayed) {
        try {
            store.put(List.of(replayed));
        } catch (StorageUnavailableException outage) {
            throw outage;
        } catch (StorageException culprit) {
            replay.keptRaw(replayed, culprit);
            Entry entry = replayed.entry();
            store.put(List.of(new Replayed(
                    replayed.eventId(),
                    new Entry(entry.event(), List.of(), entry.references()),
                    replayed.kindChanged())));
        }
    }
}
