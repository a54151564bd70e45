package dev.ringback.vault.deletion;

import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultObjectBuilder;
import dev.ringback.model.VaultState;
import dev.ringback.storage.LeaseStore;
import dev.ringback.storage.VaultLedger;
import dev.ringback.vault.ObjectLease;
import dev.ringback.vault.VaultMetrics;
import dev.ringback.vault.store.ObjectStore;
import dev.ringback.vault.store.Sidecar;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;

/** Deletes content in the vault. Its entry stays in the ledger, so it is not copied again. Safe for use by many threads. */
public final class Removal {
    /** The rule of the settings by which content is deleted in the vault. */
    public static final String RETENTION = "retention";

    private final ObjectStore store;
    private final VaultLedger ledger;
    private final LeaseStore leases;
    private final VaultMetrics metrics;
    private final Clock clock;

    public Removal(ObjectStore store, VaultLedger ledger, LeaseStore leases, VaultMetrics metrics, Clock clock) {
        this.store = store;
        this.ledger = ledger;
        this.leases = leases;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Deletes the content of an entry, unless somebody works on it now.
     *
     * @param rule why, as the ledger names it
     * @return whether it is gone now
     * @throws IOException when the store does not do it; then it is noted as it was, and can be removed again
     */
    public boolean remove(VaultObject object, String rule) throws IOException {
        try (ObjectLease lease = ObjectLease.take(
                        leases, object.key(), UUID.randomUUID().toString())
                .orElse(null)) {
            if (lease == null) {
                return false;
            }
            store.delete(object.key());
            store.delete(Sidecar.keyOf(object.key()));
            boolean noted = ledger.replace(VaultObjectBuilder.builder(object)
                            .state(VaultState.REMOVED)
                            .dueAt(null)
                            .removedAt(clock.instant())
                            .removalRule(rule)
                            .build())
                    .isPresent();
            if (noted) {
                metrics.removed(object.kind());
            }
            return noted;
        }
    }
}
