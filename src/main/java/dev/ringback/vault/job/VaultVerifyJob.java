package dev.ringback.vault.job;

import dev.ringback.jobs.JobFailedException;
import dev.ringback.jobs.JobKind;
import dev.ringback.jobs.JobProgress;
import dev.ringback.model.Job;
import dev.ringback.vault.Verification;
import org.jspecify.annotations.Nullable;

/**
 * Reads everything back that the vault has, and compares it with the ledger, as a job. What is not whole is copied again where Twilio still has it, and told; then the
 * job counts as failed. It goes on after an interruption with the object that was under way. Its progress counts objects.
 */
public final class VaultVerifyJob implements JobKind {
    public static final String NAME = "vault-verify";

    private final JobParts parts;

    public VaultVerifyJob(JobParts parts) {
        this.parts = parts;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable String obstacle() {
        return parts.obstacle();
    }

    @Override
    public String run(Job job, JobProgress progress) {
        VerifyPoint point = Checkpoint.read(job.checkpoint(), VerifyPoint.class, VerifyPoint.START);
        try (ProvenStore store = parts.open()) {
            store.proveOrFail();
            Verification verification = new Verification(
                    store.store(),
                    store::prove,
                    parts.database().vault(),
                    parts.alerts(),
                    parts.metrics(),
                    parts.clock());
            VerifyRun run = new VerifyRun(store, verification, parts.database(), progress, point);
            String outcome = run.all();
            if (!run.isAllWhole()) {
                throw new JobFailedException(outcome);
            }
            return outcome;
        }
    }
}
