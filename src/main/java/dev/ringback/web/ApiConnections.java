package dev.ringback.web;

import dev.ringback.web.door.ConnectionLimit;

/**
 * Says how many connections the API door has, and on how many of them a request may wait for its answer.
 *
 * <p>A request that waits takes no thread, but a connection: a file and some memory. Your own programs are few, so {@value #SPOKEN_ON}
 * connections are enough for what is answered at once; each wait comes on top of that. The callback door comes first, because Twilio does
 * not repeat what it could not deliver. So this door gets an eighth of what the process can have, as if nobody waited, or all but a tenth
 * of what the callback door leaves, whichever is more. That tenth is for the database and whatever is sent. The callback door never wants
 * more than 12,000: with 26,000 files and 1 GB of heap there is room for 10,000 waits; with the 256 MB that {@code scripts/java.options}
 * give, for several hundred.
 *
 * @param most connections of the door, at least 1
 * @param waits requests that may wait at once; at least {@value #LEFT} connections are left beside them, or half of fewer than twice that
 */
record ApiConnections(int most, int waits) {
    private static final int SPOKEN_ON = 1_000;
    private static final int LEFT = 200;
    private static final double LEAST_SHARE = 0.125;
    private static final double SHARE_OF_BOTH_DOORS = 0.9;

    /** Calculates them for this process. */
    static ApiConnections affordable(int maxWaits) {
        int wanted = SPOKEN_ON + maxWaits;
        int both = ConnectionLimit.affordable(wanted + CallbackDoor.MAX_CONNECTIONS, SHARE_OF_BOTH_DOORS);
        return of(
                maxWaits,
                Math.max(ConnectionLimit.affordable(wanted, LEAST_SHARE), both - CallbackDoor.MAX_CONNECTIONS));
    }

    /** Limits the waits so that connections are left. */
    static ApiConnections of(int maxWaits, int connections) {
        return new ApiConnections(connections, Math.min(maxWaits, connections - Math.min(LEFT, (connections + 1) / 2)));
    }
}
