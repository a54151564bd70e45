package dev.ringback.storage;

import dev.ringback.model.Session;
import java.time.Instant;
import java.util.Optional;

/** Keeps who is signed in with a browser, for all nodes. Safe for use by many threads. */
public interface SessionStore {

    /**
     * Adds one.
     *
     * @throws StorageUnavailableException when the database cannot be written now; nothing was stored
     */
    void add(Session session);

    /** Finds the one whose token has this hash, expired or not. */
    Optional<Session> find(String tokenHash);

    /** Notes that one was used, and until when it is good by that. Does nothing where there is none. */
    void prolong(String tokenHash, Instant usedAt, Instant expiresAt);

    /** Ends one for good; returns whether it was there. */
    boolean delete(String tokenHash);

    /**
     * Forgets those that have expired at a moment, the first first, in one short transaction.
     *
     * @param most how many at once
     * @return how many went
     */
    int deleteExpired(Instant moment, int most);
}
