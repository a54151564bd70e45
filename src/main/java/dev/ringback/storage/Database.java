package dev.ringback.storage;

import dev.ringback.model.Event;
import java.util.Set;
import java.util.function.Function;

/** An open database: everything that is kept in it. Safe for use by many threads; close it after whatever uses its stores. */
public interface Database extends AutoCloseable {
    /**
     * Returns the store of events for those who only read it. What it adds is as safe, but of an event about a message whose body was redacted it keeps
     * nothing but that it came.
     */
    default EventStore events() {
        return events(Redaction.WHOLE);
    }

    /** Returns the store of events for those who add to it. */
    EventStore events(Redaction redaction);

    EventHistory history();

    /** Returns the store of all resources: the mirror. */
    ResourceStore resources();

    QuarantineStore quarantine();

    /** Returns the store of everything that follows from the log, to be dropped and made again. */
    ProjectionStore projections();

    /**
     * Returns the store that makes what follows from the log anew while it is served.
     *
     * @param version by whose rules this process projects events, above 0
     */
    ReprojectionStore reprojection(int version);

    /**
     * The deletion of what is too old.
     *
     * @param references tells again which references an event was stored with
     */
    RetentionStore retention(Function<Event, Set<String>> references);

    /** Returns the log for those who follow it. */
    EventLog log();

    /** Returns the store of the name that this life of the database has. */
    GenerationStore generation();

    LeaseStore leases();

    ForwardStore forward();

    DeliveryStore deliveries();

    SilenceStore silences();

    JobStore jobs();

    /** Returns the store of what Ringback itself has to tell. */
    SystemEventStore systemEvents();

    /** Returns the store of what may be asked of Twilio. */
    BudgetStore budgets();

    /** Returns the journal of writes to Twilio that must not be repeated. */
    WriteJournal writes();

    /** Returns the store of when callbacks could not be taken in. */
    DowntimeStore downtimes();

    /** Returns the store of what should have a final state by now. */
    DoubtStore doubts();

    /** Returns the store of how many reads the mirror answered and how many requests went to Twilio. */
    RequestCountStore requestCounts();

    SweepStore sweeps();

    /** Returns the store of rollups, for whoever makes them. */
    RollupStore rollups();

    /** Returns the rollups for those who read them. */
    RollupReads rollupReads();

    /** Returns the ledger of the vault. */
    VaultLedger vault();

    /** Returns the store of who is signed in. */
    SessionStore sessions();

    /** Returns the store of who has done what. */
    AuditStore audit();

    /** The taking over of another database's log. */
    MigrationStore migration();

    /** Returns the store of everything that another database takes over beside the log. */
    CarriedStore carried();

    /** Returns how many reads it does at once; above that they wait for each other. */
    int readsAtOnce();

    @Override
    void close();
}
