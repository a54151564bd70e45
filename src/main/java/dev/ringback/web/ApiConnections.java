package dev.ringback.web;

import dev.ringback.web.door.ConnectionLimit;

/**
 * Says how many connections the API door has, and on how many of them a request may wait for its answer, or be answered without end.
 *
 * <p>Such a request takes no thread, but a connection: a file and some memory. Your own programs are few, so {@value #SPOKEN_ON} connections are enough for
 * what is answered at once; everything else comes on top of that. The callback door comes first, because Twilio does not repeat what it could not deliver.
 * So this door gets an eighth of what the process can have, as if nobody waited, or all but a tenth of what the callback door leaves, whichever is more.
 * That tenth is for the database and whatever is sent. The callback door never wants more than 12,000: with 28,000 files and 1 GB of heap there is room for
 * 10,000 waits and 1,000 streams; with the 256 MB that {@code scripts/java.options} give, for several hundred.
 *
 * @param most connections of the door, at least 1
 * @param waits requests that may wait for a state at once
 * @param streams streams that may be open at once, of all accounts
 * @param asking requests that may wait for Twilio at once; with waits and streams they leave at least {@value #LEFT} connections, or half of fewer than
 *     twice that
 */
public record ApiConnections(int most, int waits, int streams, int asking) {
    private static final int SPOKEN_ON = 1_000;
    private static final int ASKING = 1_000;
    private static final int LEFT = 200;
    private static final double LEAST_SHARE = 0.125;
    private static final double SHARE_OF_BOTH_DOORS = 0.9;

    /** Those who ask, and streams, get as much as a quarter each of what is there to be held: few of them are more important than many waits. */
    private static final int QUARTER = 4;

    /** Where one account has all the streams that it may have, others still get some. */
    private static final int STREAMS_OF_OTHERS = 10;

    /**
     * Calculates them for this process.
     *
     * @param maxStreams of one account
     */
    public static ApiConnections affordable(int maxWaits, int maxStreams) {
        int wanted = SPOKEN_ON + maxWaits + ofAll(maxStreams) + ASKING;
        int both = ConnectionLimit.affordable(wanted + CallbackDoor.MAX_CONNECTIONS, SHARE_OF_BOTH_DOORS);
        return of(
                maxWaits,
                maxStreams,
                Math.max(ConnectionLimit.affordable(wanted, LEAST_SHARE), both - CallbackDoor.MAX_CONNECTIONS));
    }

    /** Limits what is held so that connections are left. */
    static ApiConnections of(int maxWaits, int maxStreams, int connections) {
        int held = connections - Math.min(LEFT, (connections + 1) / 2);
        int asking = Math.min(ASKING, held / QUARTER);
        int streams = Math.min(ofAll(maxStreams), held / QUARTER);
        return new ApiConnections(connections, Math.min(maxWaits, held - asking - streams), streams, asking);
    }

    private static int ofAll(int maxStreams) {
        return maxStreams == 0 ? 0 : maxStreams + Math.max(STREAMS_OF_OTHERS, maxStreams / STREAMS_OF_OTHERS);
    }
}
