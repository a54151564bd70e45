package dev.ringback.live;

import java.time.Duration;

/**
 * Says how long streams wait.
 *
 * @param heartbeat after which a client that was told nothing gets a sign of life
 * @param patience after which a client that leaves what was sent unread is cut off
 */
public record StreamTimes(Duration heartbeat, Duration patience) {
    /** Are shorter than any proxy's patience with a silent connection, and longer than a client that wants to hear takes. */
    public static final StreamTimes USUAL = new StreamTimes(Duration.ofSeconds(15), Duration.ofSeconds(10));
}
