package dev.ringback.storage;

import java.time.Duration;
import java.time.Instant;

/** Deletes what has become too old, a little at a time. Safe for use by many threads; one at a time makes sense. */
public interface RetentionStore {

    /**
     * Walks on through the log and deletes some of what is old, in one short transaction; nothing is written where nothing is old.
     *
     * <p>A resource goes as a whole, when nothing about it has arrived since {@code before}: its rows and all events about it. An event
     * about nothing that is kept as a resource goes by its own last arrival. An answer of Twilio's REST API has not arrived when it came, but at the last date
     * that it tells of the resource. What stays is what a replay of the remaining log would make.
     *
     * @param before what has arrived at this moment or later stays
     * @param afterId where in the log to go on: 0 to begin, then what the step before said
     * @param budget how much to delete at most: an event counts 1, and 1 more for each 4 kB of it. At least 1; one event is always done
     * @throws StorageUnavailableException when the database cannot be read or written now; nothing was deleted
     */
    Step deleteSome(Instant before, long afterId, int budget);

    /**
     * Outcome of a step.
     *
     * @param events how many it deleted
     * @param rows how many rows of resources, their media and participants included, it deleted
     * @param writerTime how long nobody else could write because of it, the commit included
     * @param afterId where the next step goes on
     * @param finished nothing old is left
     */
    record Step(int events, int rows, Duration writerTime, long afterId, boolean finished) {}
}
