package dev.ringback.ingest;

import dev.ringback.model.Accounts;
import dev.ringback.model.Entry;
import dev.ringback.storage.EventStore;
import dev.ringback.storage.QuarantineStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Builds everything that takes in webhooks from its options, starts it and closes it. Safe for use by many threads. */
public final class Ingest implements AutoCloseable {
    private final CallbackOptions options;
    private final IngestMetrics metrics;
    private final GroupCommit groupCommit;
    private final QuarantineKeeper quarantineKeeper;
    private final QuarantineStore quarantine;
    private final Clock clock;
    private final EventIntake intake;
    private volatile Handlers handlers;

    /** Holds what depends on the accounts. */
    private record Handlers(CallbackHandler callbacks, QuarantineReplay quarantineReplay) {}

    /**
     * Stores nothing yet: see {@link #start}.
     *
     * @param screen decides about every event before it is stored
     */
    public Ingest(
            CallbackOptions options,
            Accounts accounts,
            EventStore events,
            QuarantineStore quarantine,
            EventScreen screen,
            MeterRegistry registry,
            Clock clock) {
        this.options = options;
        this.quarantine = quarantine;
        this.clock = clock;
        metrics = new IngestMetrics(registry);
        intake = new EventIntake(events, screen, metrics);
        groupCommit = new GroupCommit(intake, metrics);
        quarantineKeeper = new QuarantineKeeper(quarantine, options, accounts, registry, clock);
        handlers = handlers(accounts);
    }

    private Handlers handlers(Accounts accounts) {
        return new Handlers(
                new CallbackHandler(
                        options,
                        accounts,
                        groupCommit,
                        new Quarantine(accounts, quarantineKeeper, clock),
                        metrics,
                        clock),
                new QuarantineReplay(quarantine, intake, accounts, options));
    }

    /** Takes webhooks for these accounts from now on, and none for others. Those under way end as they began. */
    public void use(Accounts accounts) {
        handlers = handlers(accounts);
        quarantineKeeper.recognise(accounts);
    }

    /** Tells a listener of all events that are stored from now on, and no other. */
    public void tell(IntakeListener listener) {
        intake.tell(listener);
    }

    /** Starts the threads that write to the database. */
    public void start() {
        groupCommit.start();
        quarantineKeeper.start();
    }

    /** Returns the handler for the accounts of now. */
    public CallbackHandler callbacks() {
        return handlers.callbacks();
    }

    /** Returns the replay for the accounts of now. */
    public QuarantineReplay quarantineReplay() {
        return handlers.quarantineReplay();
    }

    public int maxBodyBytes() {
        return options.maxBodyBytes();
    }

    /**
     * Stores what has come by another way than a webhook, in one transaction with whatever else waits.
     *
     * @return completes when it is on disk; exceptionally when the database could not be written for some seconds, or too much waits
     */
    public CompletableFuture<Void> store(List<Entry> entries) {
        return groupCommit.submit(entries, options.patience());
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
