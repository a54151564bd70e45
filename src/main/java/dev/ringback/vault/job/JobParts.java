package dev.ringback.vault.job;

import dev.ringback.jobs.JobFailedException;
import dev.ringback.storage.Database;
import dev.ringback.vault.VaultAlerts;
import dev.ringback.vault.VaultMetrics;
import dev.ringback.vault.VaultOptions;
import dev.ringback.vault.service.VaultParts;
import dev.ringback.vault.store.ObjectStore;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Names what the jobs of the vault need.
 *
 * @param setup tells what the settings say now
 */
public record JobParts(
        Supplier<VaultSetup> setup, Database database, VaultAlerts alerts, VaultMetrics metrics, Clock clock) {
    /** Says what the settings lack. */
    public static final String NO_VAULT = "the settings have no vault: set vault.folder or vault.s3";

    /** Says why no job can be done by the settings of now; null where one can. */
    @Nullable
    String obstacle() {
        return setup.get().options().isEnabled() ? null : NO_VAULT;
    }

    /**
     * Opens the store of the settings of now, which is a job's own: the server's may be closed by a reload.
     *
     * @throws JobFailedException when there is none
     */
    ProvenStore open() {
        VaultOptions options = setup.get().options();
        if (!options.isEnabled()) {
            throw new JobFailedException(NO_VAULT);
        }
        ObjectStore store = VaultParts.store(options);
        return new ProvenStore(store, database);
    }
}
