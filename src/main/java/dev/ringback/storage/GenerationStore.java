package dev.ringback.storage;

import dev.ringback.model.Generation;

/** Says of which generation the database is. Safe for use by many threads. */
public interface GenerationStore {

    /** Reads it from the database, which another may have taken the place of since it was read last. */
    Generation current();

    /**
     * Gives the database a new one: positions in its log, and ids of what was sent, are those of another database from now on.
     *
     * @throws StorageUnavailableException when the database cannot be written now; nothing has changed
     */
    Generation renew();
}
