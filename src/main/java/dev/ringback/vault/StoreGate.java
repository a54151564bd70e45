package dev.ringback.vault;

import dev.ringback.storage.StorageException;
import dev.ringback.vault.store.ObjectStore;
import dev.ringback.vault.store.StoreIdentity;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads to the vault's store while it can be used: it works, it is the one that the ledger knows, and its disk has room. Tells people when that is not
 * so. Safe for use by many threads.
 */
public final class StoreGate {
    private static final Logger log = LoggerFactory.getLogger(StoreGate.class);

    private static final Duration LOOK = Duration.ofSeconds(30);

    /** Bounds how long a store that was mended is not used yet. */
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

    /** People have time to make room. */
    private static final long LOW = 1L << 30;

    /** The database may be on the same disk, and without room no callback could be taken in. */
    public static final long LEAST = 64L << 20;

    private final ObjectStore store;
    private final StoreIdentity identity;
    private final VaultAlerts alerts;
    private boolean open;
    private boolean isLow;
    private String trouble = "";
    private long lookedAt = System.nanoTime() - LOOK.toNanos();

    public StoreGate(ObjectStore store, StoreIdentity identity, VaultAlerts alerts) {
        this.store = store;
        this.identity = identity;
        this.alerts = alerts;
    }

    /** Returns the store, whether it works or not. */
    public ObjectStore store() {
        return store;
    }

    /** Tells whether the store can be used, as was found within the last half minute. */
    public synchronized boolean isOpen() {
        if (System.nanoTime() - lookedAt > (open ? LOOK : AFTER_TROUBLE).toNanos()) {
            look();
        }
        return open;
    }

    /** Tells whether the store is the one that the ledger knows, as is found now: before something that cannot be undone. */
    public synchronized boolean isProven() {
        look();
        return open;
    }

    /**
     * Makes sure that the store is the one that the ledger knows, as is found now.
     *
     * @throws IOException when it is not, or cannot be used
     */
    public void prove() throws IOException {
        if (!isProven()) {
            throw new IOException(trouble().isEmpty() ? "whether the vault can be used is not known" : trouble());
        }
    }

    /** Notes that the store has failed: it is left alone for some seconds. */
    public synchronized void failed(String why) {
        lookedAt = System.nanoTime();
        close("fails", why);
    }

    private void look() {
        lookedAt = System.nanoTime();
        try {
            StoreIdentity.Outcome outcome = identity.check();
            if (!outcome.isSame()) {
                close("foreign", outcome.sentence());
                return;
            }
            OptionalLong room = store.freeBytes();
            lookAtRoom(room);
            if (room.isPresent() && room.getAsLong() < LEAST) {
                close("full", "less than " + (LEAST >> 20) + " MiB of its disk are free");
            } else {
                open();
            }
        } catch (IOException failed) {
            close("fails", String.valueOf(failed.getMessage()));
        } catch (StorageException unavailable) {
            open = false;
            log.warn("whether the vault can be used is not known: {}", unavailable.getMessage());
        }
    }

    private void lookAtRoom(OptionalLong room) {
        boolean low = room.isPresent() && room.getAsLong() < LOW;
        if (low && !isLow) {
            log.warn("{} has less than 1 GiB left", store.description());
            alerts.spaceLow("The vault's disk has " + (room.getAsLong() >> 20) + " MiB left: " + store.description());
        } else if (!low) {
            alerts.spaceEnough();
        }
        isLow = low;
    }

    private void open() {
        if (!open) {
            alerts.storeWorks();
            log.info("the vault keeps content in {}", store.description());
        }
        open = true;
        trouble = "";
    }

    private void close(String status, String why) {
        open = false;
        if (!trouble.equals(why)) {
            log.warn("the vault keeps nothing at the moment: {}", why);
        }
        trouble = why;
        try {
            alerts.storeFails(status, "The vault keeps nothing at the moment: " + why);
        } catch (StorageException unavailable) {
            log.debug("the trouble could not be told: {}", unavailable.getMessage());
        }
    }

    /** Returns why the store cannot be used, for people; empty where it can. */
    public synchronized String trouble() {
        return trouble;
    }
}
