package dev.ringback.upstream.governor;

/**
 * Bounds what is asked of Twilio for one account, by all nodes together.
 *
 * @param maxConcurrent requests under way at once
 * @param maxPerSecond requests begun in a second, on average
 * @param maxPerDay requests of a day, UTC; {@link Long#MAX_VALUE} for no bound
 */
public record Ceilings(int maxConcurrent, int maxPerSecond, long maxPerDay) {
    public Ceilings {
        if (maxConcurrent < 1 || maxPerSecond < 1 || maxPerDay < 1) {
            throw new IllegalArgumentException(
                    "no ceilings: " + maxConcurrent + ", " + maxPerSecond + ", " + maxPerDay);
        }
    }
}
