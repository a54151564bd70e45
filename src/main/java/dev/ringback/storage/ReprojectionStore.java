package dev.ringback.storage;

import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.ProjectionStore.Replayed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Makes what follows from the log anew, by the rules of this version, while the database is served: the kinds of events, the resources, tags and
 * references. It does so in small steps, whose progress is kept in the database. In each step every resource that it reaches is replaced as a
 * whole, so reads see it as it was or as it will be. What arrives meanwhile is neither lost nor doubled, and what retention deletes
 * meanwhile does not come back.
 *
 * <p>Safe for use by many threads and nodes: of two that take the same step one changes nothing. A lease spares them that.
 */
public interface ReprojectionStore {

    /**
     * Says that from now on this process stores events by the rules of its version. To be called before it stores any. In a database without
     * events nothing is to be made anew.
     *
     * @throws StorageException when a newer version has served the database
     * @throws StorageUnavailableException when the database cannot be read or written now; it can be called again
     */
    State begin();

    /** How far it is. */
    State state();

    /**
     * Does the next step.
     *
     * @param budget about how many events to project in it
     * @param carefully whether an event whose resources cannot be stored is to move no state; otherwise the whole step fails
     * @throws StorageUnavailableException when the database cannot be written now; nothing has changed
     * @throws StorageException when something cannot be stored; nothing has changed
     */
    Step step(int budget, boolean carefully, Replaying replaying);

    /**
     * Begins to make everything anew even though this version has made it, or goes on with that.
     *
     * @param place the {@link Walk#place} up to which it was done; empty to begin
     */
    Walk rebuild(String place);

    /**
     * Goes through the whole database in the same steps. The database does not know how far it is; a step that is done twice makes the same.
     * Used by one thread.
     */
    interface Walk {

        /**
         * Does the next step, as {@link ReprojectionStore#step} does. It does nothing ({@link Outcome#NOT_YET}) while the rules of this
         * version are not those of the whole database.
         */
        Step step(int budget, boolean carefully, Replaying replaying);

        /** Returns the place up to which everything is done. */
        String place();

        /** Returns how many of the {@link #total} are done, about. */
        long done();

        /** Returns how many ids of events the log spans; null before the first step. */
        @Nullable
        Long total();
    }

    /**
     * How far it is.
     *
     * @param version by whose rules everything in the database was made, or by those of newer versions
     * @param current whether that is this process's version
     * @param done the share that is done by now, from 0 to 1, about
     */
    record State(int version, boolean current, double done) {}

    /**
     * Tells the outcome of a step.
     *
     * @param events how many were projected
     * @param writerTime for how long nothing else could be written
     */
    record Step(Outcome outcome, int events, Duration writerTime) {}

    /** How a step ended. */
    enum Outcome {
        /** There is more to do. */
        WORKED,
        /** All is done, by whomever. */
        FINISHED,
        /** Nothing was done, because a node of an older version is storing events by its rules. */
        OLDER_NODE,
        /** Nothing was done, because another node did the same step. */
        OVERTAKEN,
        /** Nothing was done, because part of the database was made by older rules, or a newer version serves it. */
        NOT_YET
    }

    /** Reads events of the log by the rules of this version. */
    interface Replaying {

        /** Returns what follows from an event; never fails. */
        Replayed replay(LoggedEvent logged);

        /** Is told of an event whose resources cannot be stored, so that it moves no state. */
        void keptRaw(Replayed replayed, Exception reason);
    }
}
