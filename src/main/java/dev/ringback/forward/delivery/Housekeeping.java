package dev.ringback.forward.delivery;

import dev.ringback.storage.DeliveryStore;
import dev.ringback.storage.SilenceStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Forgets what was delivered or given up a while ago, and silences that are long over. */
final class Housekeeping {
    static final Duration KEEP = Duration.ofDays(7);

    private static final Duration PERIOD = Duration.ofMinutes(1);

    /** Few at once: whoever adds to the log waits meanwhile. */
    private static final int AT_ONCE = 500;

    private final DeliveryStore deliveries;
    private final SilenceStore silences;
    private final Clock clock;
    private Instant next = Instant.MIN;

    Housekeeping(DeliveryStore deliveries, SilenceStore silences, Clock clock) {
        this.deliveries = deliveries;
        this.silences = silences;
        this.clock = clock;
    }

    /** Does a little of it, when it is time. */
    void run() {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        Instant before = now.minus(KEEP);
        silences.deleteEndedBefore(before);
        boolean more = deliveries.deleteOld(before, AT_ONCE) == AT_ONCE;
        next = more ? now : now.plus(PERIOD);
    }
}
