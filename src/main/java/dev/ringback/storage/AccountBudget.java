package dev.ringback.storage;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds what all nodes of a database together may ask of Twilio for an account, and what they have learned about it.
 *
 * @param concurrency how many requests may be under way at once, at least 1
 * @param refusedAt how many were under way when Twilio refused one with 429; 0 while it never has
 * @param holdUntil until when {@code concurrency} does not grow towards {@code refusedAt} again; the epoch where it may
 * @param hold in milliseconds, how long the last refusal held it
 * @param version goes up when the concurrency goes down, so that each refusal of requests sent before is counted once
 * @param day days since 1970-01-01, UTC
 * @param used requests of that day, made or taken by nodes to be made
 * @param stop why nothing is asked; null where nothing speaks against it
 * @param shares of the nodes that ask, also expired ones
 */
public record AccountBudget(
        int concurrency,
        int refusedAt,
        Instant holdUntil,
        long hold,
        long version,
        long day,
        long used,
        @Nullable Stop stop,
        List<Share> shares) {
    /** Begins as Twilio begins with new accounts: one request at a time. */
    public static final AccountBudget NEW = new AccountBudget(1, 0, Instant.EPOCH, 0, 0, 0, 0, null, List.of());

    public AccountBudget {
        shares = List.copyOf(shares);
    }

    /**
     * Says that Twilio refuses the credentials.
     *
     * @param status 401 or 403
     * @param credentials a fingerprint of those that are refused: others may be tried at once
     * @param until when they are tried again
     */
    public record Stop(int status, String credentials, Instant until) {}

    /**
     * The right of a node to a part of the budget.
     *
     * @param node different for each node and each start
     */
    public record Share(String node, Instant expiresAt) {}

    /** Returns this budget with another concurrency, and what has been learned with it. */
    public AccountBudget learned(int newConcurrency, int newRefusedAt, Instant newHoldUntil, long newHold) {
        return new AccountBudget(
                newConcurrency,
                newRefusedAt,
                newHoldUntil,
                newHold,
                newConcurrency < concurrency || newRefusedAt != refusedAt ? version + 1 : version,
                day,
                used,
                stop,
                shares);
    }

    /** Returns this budget with so many requests used of a day. */
    public AccountBudget withUsed(long newDay, long newUsed) {
        return new AccountBudget(concurrency, refusedAt, holdUntil, hold, version, newDay, newUsed, stop, shares);
    }

    /** Returns this budget with a stop, or without one. */
    public AccountBudget withStop(@Nullable Stop newStop) {
        return new AccountBudget(concurrency, refusedAt, holdUntil, hold, version, day, used, newStop, shares);
    }

    /** Returns this budget with other shares. */
    public AccountBudget withShares(List<Share> newShares) {
        return new AccountBudget(concurrency, refusedAt, holdUntil, hold, version, day, used, stop, newShares);
    }
}
