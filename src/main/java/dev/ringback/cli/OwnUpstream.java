package dev.ringback.cli;

import dev.ringback.config.Settings;
import dev.ringback.ingest.EventIntake;
import dev.ringback.ingest.IngestMetrics;
import dev.ringback.ingest.RetentionScreen;
import dev.ringback.ingest.StoredRequests;
import dev.ringback.storage.Database;
import dev.ringback.upstream.AnswerSink;
import dev.ringback.upstream.ApiCondition;
import dev.ringback.upstream.RequestCounter;
import dev.ringback.upstream.Upstream;
import dev.ringback.upstream.backfill.BackfillJob;
import dev.ringback.upstream.doubt.NotedAnswers;
import dev.ringback.upstream.doubt.UnreachableAlerts;
import dev.ringback.upstream.export.ExportJob;
import dev.ringback.upstream.list.ListReadThrough;
import dev.ringback.upstream.repair.Repair;
import dev.ringback.upstream.repair.RepairJob;
import dev.ringback.upstream.repair.RepairPlan;
import dev.ringback.upstream.repair.RepairPlanner;
import dev.ringback.upstream.repair.SweepPlanner;
import dev.ringback.vault.TwilioContent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Asks Twilio from the process of a command, where no server does it. */
final class OwnUpstream implements AutoCloseable {
    private final Settings settings;
    private final Database database;
    private final Clock clock;
    private final NotedAnswers sink;
    private final Optional<Upstream> upstream;

    OwnUpstream(Settings settings, Database database, Clock clock) {
        this.settings = settings;
        this.database = database;
        this.clock = clock;
        // Counts for nobody: the process ends.
        MeterRegistry registry = new SimpleMeterRegistry();
        EventIntake intake = new EventIntake(
                database.events(new StoredRequests()),
                new RetentionScreen(settings.retention().keep(), clock),
                new IngestMetrics(registry));
        this.sink = new NotedAnswers(intake::store, database.doubts());
        this.upstream = settings.upstream().enabled() ? Optional.of(upstream(registry)) : Optional.empty();
    }

    private Upstream upstream(MeterRegistry registry) {
        AnswerSink answers = sink;
        return Upstream.of(
                settings.upstream(),
                settings.outbound(),
                settings.accounts(),
                database,
                answers,
                RequestCounter.NONE,
                registry,
                clock);
    }

    BackfillJob backfill() {
        return new BackfillJob(
                this::current, sink, ApiCondition.FINE, settings.retention().keep(), clock);
    }

    /**
     * Opens what asks Twilio for content, which whoever calls this closes.
     *
     * @throws NoSuchElementException where the settings do not let Twilio be called
     */
    TwilioContent content(ContentFactory factory) {
        return factory.open(
                upstream.orElseThrow(),
                settings.vault(),
                settings.outbound(),
                sink,
                new ListReadThrough(sink, settings.retention().keep(), clock),
                database.resources());
    }

    /** Asks nothing of Twilio, whatever the settings say. */
    ExportJob export() {
        return new ExportJob(settings::accounts, sink, settings.retention().keep(), clock);
    }

    RepairJob repair() {
        return new RepairJob(repairOnce(), ApiCondition.FINE, database.leases());
    }

    /** Plans a repair, and asks nothing. */
    RepairPlan plan() {
        return repairOnce().plan(settings.accounts());
    }

    private Repair repairOnce() {
        RepairPlanner planner = new RepairPlanner(
                database.doubts(),
                database.downtimes(),
                new UnreachableAlerts(database.downtimes(), settings.callback().publicUrl()),
                new SweepPlanner(database.sweeps(), database.doubts()));
        return new Repair(
                this::current,
                sink,
                planner,
                database.doubts(),
                database.downtimes(),
                database.sweeps(),
                settings.retention().keep(),
                clock);
    }

    private Optional<Upstream> current() {
        return upstream;
    }

    @Override
    public void close() {
        sink.close();
        upstream.ifPresent(opened -> {
            try {
                opened.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }
}
