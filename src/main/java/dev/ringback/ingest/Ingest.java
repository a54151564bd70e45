package dev.ringback.ingest;

import dev.ringback.model.Accounts;
import dev.ringback.storage.EventStore;
import dev.ringback.storage.QuarantineStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/** Builds everything that takes in webhooks from its options, starts it and closes it. Safe for use by many threads. */
public final class Ingest implements AutoCloseable {
    private final CallbackOptions options;
    private final IngestMetrics metrics;
    private final GroupCommit groupCommit;
    private final QuarantineKeeper quarantineKeeper;
    private final CallbackHandler callbacks;
    private final QuarantineReplay quarantineReplay;

    /** Stores nothing yet: see {@link #start}. */
    public Ingest(
            CallbackOptions options,
            Accounts accounts,
            EventStore events,
            QuarantineStore quarantine,
            MeterRegistry registry,
            Clock clock) {
        this.options = options;
        metrics = new IngestMetrics(registry);
        EventIntake intake = new EventIntake(events, EventScreen.NONE, metrics);
        groupCommit = new GroupCommit(intake, metrics);
        quarantineKeeper = new QuarantineKeeper(quarantine, options, accounts, registry, clock);
        callbacks = new CallbackHandler(
                options, accounts, groupCommit, new Quarantine(accounts, quarantineKeeper, clock), metrics, clock);
        quarantineReplay = new QuarantineReplay(quarantine, intake, accounts, options);
    }

    /** Starts the threads that write to the database. */
    public void start() {
        groupCommit.start();
        quarantineKeeper.start();
    }

    public CallbackHandler callbacks() {
        return callbacks;
    }

    public QuarantineReplay quarantineReplay() {
        return quarantineReplay;
    }

    public int maxBodyBytes() {
        return options.maxBodyBytes();
    }

    /** Counts a request that was refused because too many are under way. */
    public void overloaded() {
        metrics.overloaded();
    }

    /** Stores what was taken in, then stops the threads. */
    @Override
    public void close() {
        try {
            quarantineKeeper.close();
        } finally {
            groupCommit.close();
        }
    }
}
