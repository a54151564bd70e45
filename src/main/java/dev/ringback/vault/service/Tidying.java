package dev.ringback.vault.service;

import dev.ringback.storage.LeaseStore;
import dev.ringback.storage.StorageException;
import dev.ringback.vault.ObjectLease;
import dev.ringback.vault.store.ObjectStore;
import dev.ringback.vault.store.Sidecar;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Throws away what was left half written by somebody who was killed. Safe for use by many threads. */
final class Tidying {
    private static final Logger log = LoggerFactory.getLogger(Tidying.class);

    private final ObjectStore store;
    private final LeaseStore leases;

    Tidying(ObjectStore store, LeaseStore leases) {
        this.store = store;
        this.leases = leases;
    }

    /** Looks for leftovers. Whoever writes an object holds its lease, so what nobody holds is none's work any more. */
    void run() {
        try {
            for (String key : store.incomplete()) {
                tidy(key);
            }
        } catch (IOException failed) {
            log.debug("leftovers of the vault stay for now: {}", failed.getMessage());
        } catch (StorageException unavailable) {
            log.debug("leftovers of the vault stay until the database can be used: {}", unavailable.getMessage());
        }
    }

    private void tidy(String key) throws IOException {
        String object = Sidecar.isSidecar(key) ? Sidecar.objectKeyOf(key) : key;
        try (ObjectLease lease =
                ObjectLease.take(leases, object, UUID.randomUUID().toString()).orElse(null)) {
            if (lease != null) {
                store.discardIncomplete(key);
                log.info("what was left of a copy of {} was thrown away", key);
            }
        }
    }
}
