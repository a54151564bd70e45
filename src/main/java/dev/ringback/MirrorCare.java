package dev.ringback;

import dev.ringback.config.Settings;
import dev.ringback.jobs.JobKind;
import dev.ringback.model.Accounts;
import dev.ringback.storage.Database;
import dev.ringback.upstream.AnswerSink;
import dev.ringback.upstream.ApiCondition;
import dev.ringback.upstream.Upstream;
import dev.ringback.upstream.backfill.BackfillJob;
import dev.ringback.upstream.doubt.Heartbeat;
import dev.ringback.upstream.doubt.MirrorGauge;
import dev.ringback.upstream.doubt.MirrorHealth;
import dev.ringback.upstream.doubt.UnreachableAlerts;
import dev.ringback.upstream.export.ExportJob;
import dev.ringback.upstream.repair.Repair;
import dev.ringback.upstream.repair.RepairJob;
import dev.ringback.upstream.repair.RepairPlanner;
import dev.ringback.upstream.repair.Repairs;
import dev.ringback.upstream.repair.SweepPlanner;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Knows what is in doubt, and has it repaired and filled where the settings let Twilio be asked. Safe for use by many threads. */
final class MirrorCare implements AutoCloseable {
    private final MirrorHealth health;
    private final Heartbeat heartbeat;
    private final Repairs repairs;
    private final JobKind backfill;
    private final List<JobKind> jobs;

    /**
     * Creates it; nothing is asked yet.
     *
     * @param sink stores answers, and notes those without a final state
     * @param upstream what calls Twilio now
     * @param accounts those of now
     * @param api whose trouble lets repairs wait
     */
    MirrorCare(
            Settings settings,
            Database database,
            AnswerSink sink,
            Supplier<Optional<Upstream>> upstream,
            Supplier<Accounts> accounts,
            ApiCondition api,
            MeterRegistry registry,
            Clock clock) {
        @Nullable Duration keep = settings.retention().keep();
        RepairPlanner planner = new RepairPlanner(
                database.doubts(),
                database.downtimes(),
                new UnreachableAlerts(database.downtimes(), settings.callback().publicUrl()),
                new SweepPlanner(database.sweeps(), database.doubts()));
        Repair repair = new Repair(
                upstream, sink, planner, database.doubts(), database.downtimes(), database.sweeps(), keep, clock);
        health = new MirrorHealth(database.doubts(), database.downtimes(), database.writes(), clock);
        MirrorGauge gauge = new MirrorGauge(health, registry);
        heartbeat = new Heartbeat(database.downtimes(), clock);
        repairs = new Repairs(repair, api, database.leases(), () -> gauge.refresh(accounts.get()));
        backfill = new BackfillJob(upstream, sink, api, keep, clock);
        jobs = List.of(
                backfill, new ExportJob(accounts, sink, keep, clock), new RepairJob(repair, api, database.leases()));
    }

    MirrorHealth health() {
        return health;
    }

    /** Returns what reads Twilio's lists. */
    JobKind backfill() {
        return backfill;
    }

    List<JobKind> jobs() {
        return jobs;
    }

    /** Begins, when callbacks can be taken in. */
    void start() {
        heartbeat.start();
        repairs.start();
    }

    @Override
    public void close() {
        repairs.close();
        heartbeat.close();
    }
}
