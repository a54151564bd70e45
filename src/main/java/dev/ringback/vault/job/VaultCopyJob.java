package dev.ringback.vault.job;

import dev.ringback.jobs.InvalidJobException;
import dev.ringback.jobs.JobFailedException;
import dev.ringback.jobs.JobKind;
import dev.ringback.jobs.JobProgress;
import dev.ringback.model.Job;
import dev.ringback.model.Parameters;
import dev.ringback.model.Role;
import dev.ringback.vault.job.Copying.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies what Twilio has from before, as a job: it reads Twilio's lists, adds to the ledger what the mirror has then, and waits until that is copied, failed or
 * gone. It goes on after an interruption where it was. Its progress counts objects, as soon as they are known. The job counts as failed where an object has.
 */
public final class VaultCopyJob implements JobKind {
    public static final String NAME = "vault-copy";

    private final JobParts parts;
    private final JobKind lists;
    private final Copying copying;

    /**
     * Creates what works by the settings of the moment.
     *
     * @param lists reads Twilio's lists; takes the parameters {@code Since}, {@code Until}, {@code Recordings} and {@code Messages}
     */
    public VaultCopyJob(JobParts parts, JobKind lists, Copying copying) {
        this.parts = parts;
        this.lists = lists;
        this.copying = copying;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** As who may read the lists. */
    @Override
    public Role least() {
        return lists.least();
    }

    @Override
    public String parameters(Parameters form) throws InvalidJobException {
        return CopyRequest.of(form, parts.clock().instant()).text();
    }

    @Override
    public List<String> fields() {
        return CopyRequest.NAMES;
    }

    @Override
    public @Nullable String obstacle() {
        String obstacle = parts.obstacle();
        return obstacle == null ? lists.obstacle() : obstacle;
    }

    /** Two that reach up to when they were asked for are the same, though a moment lies between them. */
    @Override
    public boolean isSame(Job unfinished, @Nullable String parameters) {
        try {
            CopyRequest one = CopyRequest.of(unfinished.parameters());
            CopyRequest other = CopyRequest.of(parameters);
            return one.recordings() == other.recordings()
                    && one.media() == other.media()
                    && one.period()
                            .isSame(
                                    unfinished.createdAt(),
                                    other.period(),
                                    parts.clock().instant());
        } catch (IllegalArgumentException ofANewerVersion) {
            return false;
        }
    }

    @Override
    public String run(Job job, JobProgress progress) {
        CopyRequest request = CopyRequest.of(job.parameters());
        CopyPoint point = Checkpoint.read(job.checkpoint(), CopyPoint.class, CopyPoint.START);
        VaultSetup setup = parts.setup().get();
        try (Session session = copying.begin(setup)) {
            String trouble = session.trouble();
            if (job.checkpoint() == null && trouble != null) {
                throw new JobFailedException("the vault cannot be used: " + trouble);
            }
            CopyJobRun run = new CopyJobRun(parts, setup, request, job, lists, session, progress, point);
            String outcome = run.all();
            if (run.hasFailures()) {
                throw new JobFailedException(outcome);
            }
            return outcome;
        }
    }
}
