package dev.ringback.upstream.repair;

import dev.ringback.jobs.JobKind;
import dev.ringback.jobs.JobProgress;
import dev.ringback.model.Job;
import dev.ringback.storage.LeaseStore;
import dev.ringback.upstream.repair.Repair.Result;

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
    public String run(Job job, JobProgress progress) {
        if (!repair.isEnabled()) {
            throw new IllegalStateException("the settings do not let Ringback call Twilio: set upstream");
        }
        if (api.isDegraded()) {
            throw new IllegalStateException("Twilio says that its API is degraded: try again later");
        }
        RepairLease lease = new RepairLease(leases);
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
