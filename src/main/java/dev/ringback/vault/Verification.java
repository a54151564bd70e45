package dev.ringback.vault;

import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultObjectBuilder;
import dev.ringback.model.VaultState;
import dev.ringback.storage.VaultLedger;
import dev.ringback.vault.ReadBack.Finding;
import dev.ringback.vault.ReadBack.Pulse;
import dev.ringback.vault.store.BrokenSidecarException;
import dev.ringback.vault.store.ObjectStore;
import dev.ringback.vault.store.Sidecar;
import dev.ringback.vault.store.SidecarFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads copied content back, and notes whether it is whole. What is not is copied again if Twilio still has it, and told. Its caller holds the lease of
 * the object. Safe for use by many threads.
 */
public final class Verification {
    private static final Logger log = LoggerFactory.getLogger(Verification.class);

    private final ObjectStore store;
    private final Proof proof;
    private final VaultLedger ledger;
    private final VaultAlerts alerts;
    private final VaultMetrics metrics;
    private final Clock clock;

    /** Proves that the store is the one that the ledger knows: in another one, or on a disk that is not mounted, nothing is found. */
    @FunctionalInterface
    public interface Proof {
        /**
         * Looks now.
         *
         * @throws IOException when the store is another one, or cannot be read now
         */
        void check() throws IOException;
    }

    /**
     * Verifies nothing yet.
     *
     * @param proof is asked before an object is noted as damaged
     */
    public Verification(
            ObjectStore store, Proof proof, VaultLedger ledger, VaultAlerts alerts, VaultMetrics metrics, Clock clock) {
        this.store = store;
        this.proof = proof;
        this.ledger = ledger;
        this.alerts = alerts;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Verifies a copied object.
     *
     * @return the entry as it is noted now; empty if its content is not whole, or somebody else has changed the entry meanwhile
     * @throws IOException when the content cannot be read now, which says nothing about it
     */
    public Optional<VaultObject> verify(VaultObject object, Pulse pulse) throws IOException {
        Finding finding = ReadBack.check(store, object, pulse);
        if (finding == Finding.WHOLE) {
            mendSidecar(object);
            Optional<VaultObject> noted = ledger.replace(VaultObjectBuilder.builder(object)
                    .verifiedAt(clock.instant())
                    .build());
            noted.ifPresent(alerts::whole);
            return noted;
        }
        proof.check();
        damaged(object, finding.name().toLowerCase(Locale.ROOT));
        return Optional.empty();
    }

    /**
     * Takes content for copied again that was given up for lost, if it is whole all the same: somebody has restored it.
     *
     * @param object an entry that was copied once, and is not any more
     * @return the entry as it is noted now; empty if its content is not whole, or somebody else has changed the entry meanwhile
     * @throws IOException when the content cannot be read now, which says nothing about it
     */
    public Optional<VaultObject> recover(VaultObject object, Pulse pulse) throws IOException {
        if (ReadBack.check(store, object, pulse) != Finding.WHOLE) {
            return Optional.empty();
        }
        mendSidecar(object);
        Optional<VaultObject> noted = ledger.replace(VaultObjectBuilder.builder(object)
                .state(VaultState.COPIED)
                .dueAt(null)
                .attempts(0)
                .failure(null)
                .failedAt(null)
                .verifiedAt(clock.instant())
                .build());
        noted.ifPresent(recovered -> {
            log.info("the vault has {} again: {}", recovered.sid(), recovered.key());
            alerts.whole(recovered);
            alerts.copyEnded(recovered, "recovered");
        });
        return noted;
    }

    /** Without it the ledger could not be made again. */
    private void mendSidecar(VaultObject object) throws IOException {
        try {
            SidecarFile.read(store, object.key());
        } catch (FileNotFoundException | BrokenSidecarException useless) {
            log.warn("the sidecar of {} is written anew: {}", object.key(), useless.getMessage());
            SidecarFile.write(store, Sidecar.of(object, null, null, null));
        }
    }

    private void damaged(VaultObject object, String status) {
        boolean isAtTwilio = object.deletedAt() == null;
        Instant now = clock.instant();
        log.error(
                "the vault's copy of {} is {}{}: {}",
                object.sid(),
                status,
                isAtTwilio ? ", and is copied again" : "",
                object.key());
        metrics.failed("damaged");
        ledger.replace(VaultObjectBuilder.builder(object)
                .state(isAtTwilio ? VaultState.HEARD : VaultState.DAMAGED)
                .dueAt(isAtTwilio ? now : null)
                .failure("damaged: the vault's copy is " + status)
                .failedAt(now)
                .build());
        alerts.damaged(object, status);
    }
}
