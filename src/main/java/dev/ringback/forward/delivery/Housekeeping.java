package dev.ringback.forward.delivery;

import dev.ringback.storage.DeliveryStore;
import dev.ringback.storage.SilenceStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Deletes old deliveries that arrived or were given up, and silences that ended long ago. */
final class Housekeeping {
    static final Duration KEEP = Duration.ofDays(7);

    private static final Duration PERIOD = Duration.ofMinutes(1);

    /** Deliveries deleted in one transaction; few, because writers of the log wait for it. */
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

    /** Deletes one batch, if it is time. */
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
