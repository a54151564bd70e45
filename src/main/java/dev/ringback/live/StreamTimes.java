package dev.ringback.live;

import java.time.Duration;

/**
 * Says how long streams wait.
 *
 * @param heartbeat after which a client that was told nothing gets a sign of life
 * @param patience after which a client that leaves what was sent unread is cut off
 */
public record StreamTimes(Duration heartbeat, Duration patience) {
    private static final int LOOKS = 10;

    /** Are shorter than any proxy's patience with a silent connection, and longer than a client that wants to hear takes. */
    public static final StreamTimes USUAL = new StreamTimes(Duration.ofSeconds(15), Duration.ofSeconds(10));

    /** Returns how often to look which of the two is over. */
    Duration look() {
        Duration shorter = heartbeat.compareTo(patience) < 0 ? heartbeat : patience;
        return shorter.dividedBy(LOOKS);
    }
}
