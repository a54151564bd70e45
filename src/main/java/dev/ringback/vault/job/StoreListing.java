package dev.ringback.vault.job;

import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultState;
import dev.ringback.storage.VaultLedger;
import dev.ringback.vault.store.ObjectStore;
import dev.ringback.vault.store.Sidecar;
import dev.ringback.vault.store.StoreIdentity;
import java.io.IOException;
import java.util.Optional;

/** Says what a store has, beside what the ledger says that it has. Used by one thread. */
final class StoreListing {
    private final ListedKeys objects = new ListedKeys();
    private final ListedKeys sidecars = new ListedKeys();
    private long unknown;
    private long removed;

    private StoreListing() {}

    /**
     * Lists a store, and changes nothing.
     *
     * @param pulse is called often
     */
    static StoreListing read(ObjectStore store, VaultLedger ledger, Runnable pulse) throws IOException {
        StoreListing listing = new StoreListing();
        store.list(key -> {
            pulse.run();
            listing.add(key, ledger);
        });
        return listing;
    }

    private void add(String key, VaultLedger ledger) {
        if (Sidecar.isSidecar(key)) {
            sidecars.add(Sidecar.objectKeyOf(key));
        } else if (!key.equals(StoreIdentity.MARKER)) {
            objects.add(key);
            Optional<VaultObject> entry = ContentKey.of(key).flatMap(named -> named.entry(ledger));
            if (entry.isEmpty()) {
                unknown++;
            } else if (entry.get().state() == VaultState.REMOVED) {
                removed++;
            }
        }
    }

    /** Tells whether an object is there; it may have come since. */
    boolean has(String objectKey) {
        return objects.contains(objectKey);
    }

    /** Tells whether an object has a sidecar. */
    boolean hasSidecar(String objectKey) {
        return sidecars.contains(objectKey);
    }

    long objects() {
        return objects.size();
    }

    long sidecars() {
        return sidecars.size();
    }

    /** Returns how many objects the ledger does not know. */
    long unknown() {
        return unknown;
    }

    /** Returns how many objects are there that were deleted in the vault by a rule. */
    long removed() {
        return removed;
    }

    /** Returns how many sidecars are there without their object. */
    long orphans() {
        return sidecars.countMissingIn(objects);
    }
}
