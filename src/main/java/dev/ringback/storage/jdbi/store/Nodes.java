package dev.ringback.storage.jdbi.store;

import dev.ringback.storage.StorageUnavailableException;

/** Knows by the rules of which versions the other servers of the same database store events. */
public interface Nodes {
    /** There are none. */
    Nodes ALONE = new Nodes() {
        @Override
        public void announce(int version) {}

        @Override
        public boolean includeOlder(int version) {
            return false;
        }
    };

    /**
     * Lets the others know for as long as the database is open.
     *
     * @throws StorageUnavailableException when the database cannot be reached now
     */
    void announce(int version);

    /**
     * Whether one of those that are there now has announced an older version.
     *
     * @throws StorageUnavailableException when the database cannot be reached now
     */
    boolean includeOlder(int version);
}
