package dev.ringback.upstream.repair;

import dev.ringback.jobs.JobFailedException;
import dev.ringback.jobs.JobKind;
import dev.ringback.jobs.JobProgress;
import dev.ringback.model.Job;
import dev.ringback.storage.HeldLease;
import dev.ringback.storage.LeaseStore;
import dev.ringback.upstream.ApiCondition;
import dev.ringback.upstream.UpstreamOptions;
import dev.ringback.upstream.repair.Repair.Result;
import org.jspecify.annotations.Nullable;

/** Repairs once, as a job: what a server does by itself every few minutes. Its progress counts requests. */
public final class RepairJob implements JobKind {
    public static final String NAME = "repair";

    private final Repair repair;
    private final ApiCondition api;
    private final LeaseStore leases;

    public RepairJob(Repair repair, ApiCondition api, LeaseStore leases) {
        this.repair = repair;
        this.api = api;
        this.leases = leases;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable String obstacle() {
        if (!repair.isEnabled()) {
            return UpstreamOptions.NOT_ENABLED;
        }
        return api.isDegraded() ? "Twilio says that its API is degraded: try again later" : null;
    }

    @Override
    public String run(Job job, JobProgress progress) {
        String obstacle = obstacle();
        if (obstacle != null) {
            throw new JobFailedException(obstacle);
        }
        HeldLease lease = Repairs.lease(leases);
        if (!lease.hold()) {
            return "a server repairs at the moment";
        }
        try {
            Result result = repair.run((done, expected) -> {
                progress.at("", done, expected);
                lease.hold();
            });
            return result.text();
        } finally {
            lease.giveBack();
        }
    }
}
