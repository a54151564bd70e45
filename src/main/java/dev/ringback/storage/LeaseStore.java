package dev.ringback.storage;

import java.time.Duration;

/**
 * Agrees among all nodes of one database who does what only one may do at a time. A node that dies keeps what it holds until the time is
 * up, or until a server opens the database that must be alone with it. Time is the database's. Safe for use by many threads.
 */
public interface LeaseStore {

    /**
     * Takes a lease, or prolongs it where the holder has it.
     *
     * @param name of the work
     * @param holder different for each node and each start
     * @param duration from now on
     * @return false while somebody else has it
     * @throws StorageUnavailableException when the database cannot be written now
     */
    boolean take(String name, String holder, Duration duration);

    /** Gives a lease back before its time; nothing happens where somebody else has it. */
    void giveBack(String name, String holder);
}
