package dev.ringback.upstream.governor;

/**
 * Sums up what a node has seen of an account since it last had its share renewed.
 *
 * @param refused whether Twilio refused a request with 429 that was sent since the concurrency went down
 * @param wasFull whether requests waited because the whole share was under way
 * @param isSlow whether answers took much longer than they do otherwise
 * @param busiest the most requests of the account that Twilio said were under way; 0 where it does not say
 */
record Usage(boolean refused, boolean wasFull, boolean isSlow, int busiest) {
    static final Usage NONE = new Usage(false, false, false, 0);
}
