package dev.ringback.ingest;

import dev.ringback.storage.StorageUnavailableException;
import java.time.Duration;
import org.slf4j.Logger;

/** Tells of an outage when it begins, now and then while it lasts, and when it is over. Used by one thread. */
final class OutageLog {
    private static final long BETWEEN_LINES = Duration.ofSeconds(10).toNanos();

    private final Logger log;
    private boolean lasting;
    private long began;
    private long told;

    OutageLog(Logger log) {
        this.log = log;
    }

    /** An attempt to write has failed; so many requests are being held. */
    void failed(int waiting, StorageUnavailableException outage) {
        long now = System.nanoTime();
        if (!lasting || now - told >= BETWEEN_LINES) {
            log.error("cannot write the database, holding {} requests: {}", waiting, outage.getMessage());
            told = now;
        }
        if (!lasting) {
            lasting = true;
            began = now;
        }
    }

    /** An attempt to write has succeeded. */
    void succeeded() {
        if (lasting) {
            lasting = false;
            long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
            log.warn("the database can be written again, after {} s", seconds);
        }
    }
}
