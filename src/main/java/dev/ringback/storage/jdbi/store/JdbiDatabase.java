package dev.ringback.storage.jdbi.store;

import dev.ringback.storage.AuditStore;
import dev.ringback.storage.BudgetStore;
import dev.ringback.storage.CarriedStore;
import dev.ringback.storage.Database;
import dev.ringback.storage.DeliveryStore;
import dev.ringback.storage.DoubtStore;
import dev.ringback.storage.DowntimeStore;
import dev.ringback.storage.EventHistory;
import dev.ringback.storage.EventLog;
import dev.ringback.storage.EventStore;
import dev.ringback.storage.ForwardStore;
import dev.ringback.storage.GenerationStore;
import dev.ringback.storage.JobStore;
import dev.ringback.storage.LeaseStore;
import dev.ringback.storage.MigrationStore;
import dev.ringback.storage.ProjectionStore;
import dev.ringback.storage.QuarantineStore;
import dev.ringback.storage.Redaction;
import dev.ringback.storage.ReprojectionStore;
import dev.ringback.storage.RequestCountStore;
import dev.ringback.storage.ResourceStore;
import dev.ringback.storage.RollupReads;
import dev.ringback.storage.RollupStore;
import dev.ringback.storage.SessionStore;
import dev.ringback.storage.SilenceStore;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.storage.SweepStore;
import dev.ringback.storage.SystemEventStore;
import dev.ringback.storage.VaultLedger;
import dev.ringback.storage.WriteJournal;
import dev.ringback.storage.jdbi.mirror.JdbiResourceStore;
import dev.ringback.storage.jdbi.sql.Dialect;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Writer;
import java.util.function.Consumer;

/** The stores, which are the same over every database. */
public abstract class JdbiDatabase implements Database {
    private final Writer writer;
    private final Reads reads;
    private final Log log;
    private final SubjectLog subjects;
    private final Dialect dialect;
    private final RecentEvents recent = new RecentEvents();
    private final Writer rewriter;
    private final Listeners listeners = new Listeners();

    protected JdbiDatabase(Writer writer, Reads reads, Log log, SubjectLog subjects, Dialect dialect) {
        this.writer = writer;
        this.reads = reads;
        this.log = log;
        this.subjects = subjects;
        this.dialect = dialect;
        this.rewriter = new ForgettingWriter(writer, recent);
    }

    /** The one way to change it. */
    public Writer writer() {
        return writer;
    }

    /** The way to change what stands in the log already. */
    protected Writer rewriter() {
        return rewriter;
    }

    public Reads reads() {
        return reads;
    }

    protected Listeners listeners() {
        return listeners;
    }

    /** Called after a commit that has added to the log. */
    protected void committed() {
        listeners.tell();
    }

    /**
     * Lets a database pass if nothing that would make it whole was interrupted.
     *
     * @throws StorageException otherwise, with what would help; then it is closed
     */
    protected static <D extends JdbiDatabase> D complete(D database) {
        return passing(database, any -> {
            any.refuseHalfRebuilt();
            any.refuseHalfMigrated();
        });
    }

    /** Lets a database pass as {@link #complete} does, but it may be one whose rebuild was interrupted. */
    protected static <D extends JdbiDatabase> D whole(D database) {
        return passing(database, JdbiDatabase::refuseHalfMigrated);
    }

    private static <D extends JdbiDatabase> D passing(D database, Consumer<JdbiDatabase> check) {
        try {
            check.accept(database);
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private void refuseHalfRebuilt() {
        if (projectionStore().isUnfinished()) {
            throw new StorageException(
                    "the database is incomplete, because a rebuild of it is under way, or was interrupted:"
                            + " run 'ringback rebuild' again");
        }
    }

    private void refuseHalfMigrated() {
        migrationStore().unfinished().ifPresent(source -> {
            throw new StorageException("the database is incomplete, because a migration into it from " + source
                    + " was interrupted: run 'ringback migrate' again");
        });
    }

    @Override
    public final EventStore events(Redaction redaction) {
        return new JdbiEventStore(writer, reads, log, new Erasures(log, subjects, redaction), recent, this::committed);
    }

    @Override
    public final EventHistory history() {
        return new JdbiEventHistory(reads, log);
    }

    @Override
    public final ResourceStore resources() {
        return new JdbiResourceStore(reads);
    }

    @Override
    public final QuarantineStore quarantine() {
        return new JdbiQuarantineStore(writer, reads);
    }

    @Override
    public final ProjectionStore projections() {
        return projectionStore();
    }

    private JdbiProjectionStore projectionStore() {
        return new JdbiProjectionStore(rewriter, reads, log);
    }

    @Override
    public final ReprojectionStore reprojection(int version) {
        return new JdbiReprojectionStore(rewriter, reads, log, subjects, dialect, nodes(), version);
    }

    /** The other servers of this database. */
    protected Nodes nodes() {
        return Nodes.ALONE;
    }

    @Override
    public final MigrationStore migration() {
        return migrationStore();
    }

    private JdbiMigrationStore migrationStore() {
        return new JdbiMigrationStore(rewriter, reads, log);
    }

    @Override
    public final CarriedStore carried() {
        return new JdbiCarriedStore(rewriter, dialect);
    }

    @Override
    public final EventLog log() {
        return new JdbiEventLog(reads, log, recent, listeners);
    }

    @Override
    public final GenerationStore generation() {
        return new JdbiGenerationStore(rewriter, reads);
    }

    @Override
    public final LeaseStore leases() {
        return leaseStore();
    }

    private JdbiLeaseStore leaseStore() {
        return new JdbiLeaseStore(writer, dialect);
    }

    /**
     * Deletes all leases: for who knows that nobody else is using the database.
     *
     * @throws StorageUnavailableException when the database cannot be written now; then they expire
     */
    protected final void deleteLeases() {
        leaseStore().deleteAll();
    }

    @Override
    public final ForwardStore forward() {
        return new JdbiForwardStore(writer, reads);
    }

    @Override
    public final DeliveryStore deliveries() {
        return new JdbiDeliveryStore(writer, reads);
    }

    @Override
    public final AuditStore audit() {
        return new JdbiAuditStore(writer, reads);
    }

    @Override
    public final SessionStore sessions() {
        return new JdbiSessionStore(writer, reads);
    }

    @Override
    public final SilenceStore silences() {
        return new JdbiSilenceStore(writer, reads);
    }

    @Override
    public final JobStore jobs() {
        return new JdbiJobStore(writer, reads);
    }

    @Override
    public final SystemEventStore systemEvents() {
        return new JdbiSystemEventStore(writer, reads);
    }

    @Override
    public final BudgetStore budgets() {
        return new JdbiBudgetStore(writer, reads, dialect);
    }

    @Override
    public final WriteJournal writes() {
        return new JdbiWriteJournal(writer, reads, dialect);
    }

    @Override
    public final DowntimeStore downtimes() {
        return new JdbiDowntimeStore(writer, reads);
    }

    @Override
    public final DoubtStore doubts() {
        return new JdbiDoubtStore(writer, reads);
    }

    @Override
    public final SweepStore sweeps() {
        return new JdbiSweepStore(writer, reads);
    }

    @Override
    public final RollupStore rollups() {
        return new JdbiRollupStore(writer, reads);
    }

    @Override
    public final RollupReads rollupReads() {
        return new JdbiRollupReads(reads);
    }

    @Override
    public final RequestCountStore requestCounts() {
        return new JdbiRequestCountStore(writer, reads);
    }

    @Override
    public final VaultLedger vault() {
        return new JdbiVaultLedger(writer, reads, dialect);
    }
}
