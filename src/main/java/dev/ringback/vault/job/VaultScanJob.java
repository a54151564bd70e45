package dev.ringback.vault.job;

import dev.ringback.jobs.InvalidJobException;
import dev.ringback.jobs.JobKind;
import dev.ringback.jobs.JobProgress;
import dev.ringback.model.Job;
import dev.ringback.model.Parameters;
import dev.ringback.model.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the ledger again from the sidecars in the store, as a job: after a database was lost, or an older one restored. What the ledger says to be right stays as it
 * is. After an interruption it begins anew, and what is in the ledger by then is passed over quickly. Its progress counts sidecars.
 */
public final class VaultScanJob implements JobKind {
    public static final String NAME = "vault-scan";

    private final JobParts parts;

    public VaultScanJob(JobParts parts) {
        this.parts = parts;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** It may take over a store from another Ringback. */
    @Override
    public Role least() {
        return Role.ADMIN;
    }

    @Override
    public String parameters(Parameters form) throws InvalidJobException {
        return ScanRequest.of(form).text();
    }

    @Override
    public List<String> fields() {
        return ScanRequest.NAMES;
    }

    @Override
    public @Nullable String obstacle() {
        return parts.obstacle();
    }

    @Override
    public String run(Job job, JobProgress progress) {
        Tally before = Checkpoint.read(job.checkpoint(), Tally.class, Tally.NONE)
                .only(ScanFound.ADDED, ScanFound.MENDED, ScanFound.BYTES);
        try (ProvenStore store = parts.open()) {
            ScanRequest request = ScanRequest.of(job.parameters());
            SidecarIntake intake = new SidecarIntake(store.store(), parts, request.hash(), before);
            return new ScanRun(store, parts.database().vault(), intake, request, progress).all();
        }
    }
}
