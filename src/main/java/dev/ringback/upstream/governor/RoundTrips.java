package dev.ringback.upstream.governor;

/** Tells when answers take much longer than the quickest ones lately do. Not safe for use by several threads. */
final class RoundTrips {
    private static final int MUCH = 3;
    private static final long TOLERANCE = 100_000_000;
    private static final int FORGOTTEN_AFTER = 1_000;

    private long quickest = Long.MAX_VALUE;
    private int since;
    private long sum;
    private int count;

    /** @param nanos from sending a request to its whole answer, or to the beginning of a body that is streamed */
    void add(long nanos) {
        if (nanos < quickest || ++since > FORGOTTEN_AFTER) {
            quickest = nanos;
            since = 0;
        }
        sum += nanos;
        count++;
    }

    /** Tells whether the answers since the last question were slow, and begins anew. */
    boolean wereSlow() {
        boolean slow = count > 0 && sum / count > quickest * MUCH + TOLERANCE;
        sum = 0;
        count = 0;
        return slow;
    }
}
