package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.jdbi.mirror.MirrorTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Events and resources that a step of retention is to delete.
 *
 * @param alone events that go by their own age
 * @param histories resources that go whole
 * @param tooLong a resource with more events than a step may delete, or null; then there is nothing else
 * @param afterId where the search goes on
 * @param finished whether it came to the end of what is old
 */
record SqliteExpired(
        List<Event> alone,
        List<History> histories,
        @Nullable History tooLong,
        long afterId,
        boolean finished) {

    boolean isEmpty() {
        return alone.isEmpty() && histories.isEmpty() && tooLong == null;
    }

    /** @param references the further SIDs on whose timelines the event stands */
    record Event(long id, String accountSid, String sid, Set<String> references) {}

    /**
     * Events in the order found.
     *
     * @param weight what deleting them costs, as {@link dev.ringback.storage.RetentionStore} counts
     * @param complete whether these are all there are
     */
    record Events(List<Event> list, int weight, boolean complete) {
        /** With more behind them. */
        Events and(Events more) {
            List<Event> both = new ArrayList<>(list);
            both.addAll(more.list);
            return new Events(both, weight + more.weight, complete && more.complete);
        }
    }

    /**
     * Everything about one resource.
     *
     * @param tables where the mirror holds something of it
     * @param newestId of its events; one that is newer means that something has arrived after all
     */
    record History(String accountSid, String sid, List<MirrorTable> tables, long newestId, Events events) {}
}
