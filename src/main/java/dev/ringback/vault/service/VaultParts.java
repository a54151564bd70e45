package dev.ringback.vault.service;

import dev.ringback.model.Accounts;
import dev.ringback.storage.Database;
import dev.ringback.vault.StoreGate;
import dev.ringback.vault.TwilioContent;
import dev.ringback.vault.VaultAlerts;
import dev.ringback.vault.VaultMetrics;
import dev.ringback.vault.VaultOptions;
import dev.ringback.vault.Verification;
import dev.ringback.vault.deletion.DeletionParts;
import dev.ringback.vault.deletion.Expiry;
import dev.ringback.vault.deletion.Removal;
import dev.ringback.vault.store.FolderStore;
import dev.ringback.vault.store.ObjectStore;
import dev.ringback.vault.store.StoreIdentity;
import dev.ringback.vault.store.s3.S3Store;
import java.time.Clock;
import java.util.Optional;

/**
 * Names what a vault needs.
 *
 * @param options that are enabled
 * @param accounts whose content it keeps
 * @param twilio is asked for content; empty where the settings do not let Twilio be called: then the vault serves what it has
 */
public record VaultParts(
        VaultOptions options,
        Accounts accounts,
        Database database,
        Optional<TwilioContent> twilio,
        VaultAlerts alerts,
        VaultMetrics metrics,
        VaultGauge gauge,
        Clock clock) {

    /** Opens the store, with which nothing is done yet. Whoever calls this closes it. */
    public static ObjectStore store(VaultOptions options) {
        if (options.s3() != null) {
            return new S3Store(options.s3());
        }
        if (options.folder() != null) {
            return new FolderStore(options.folder());
        }
        throw new IllegalArgumentException("there is no vault");
    }

    DeletionParts deleting(TwilioContent calling, StoreGate gate) {
        return new DeletionParts(options, accounts, database, calling, gate, alerts, metrics, clock);
    }

    Verification verification(StoreGate gate) {
        return new Verification(gate.store(), gate::prove, database.vault(), alerts, metrics, clock);
    }

    Optional<Expiry> expiry(StoreGate gate) {
        Removal removal = new Removal(gate.store(), database.vault(), database.leases(), metrics, clock);
        return Optional.ofNullable(options.retention())
                .map(retention -> new Expiry(retention, database.vault(), removal, gate, clock));
    }

    StoreGate gate() {
        ObjectStore store = store(options);
        return new StoreGate(store, new StoreIdentity(store, database.vault(), database.leases()), alerts);
    }
}
