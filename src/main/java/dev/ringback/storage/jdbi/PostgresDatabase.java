package dev.ringback.storage.jdbi;

import com.zaxxer.hikari.HikariDataSource;
import dev.ringback.model.Event;
import dev.ringback.storage.AlertStore;
import dev.ringback.storage.CallStore;
import dev.ringback.storage.ChangeFeed;
import dev.ringback.storage.ConferenceStore;
import dev.ringback.storage.Database;
import dev.ringback.storage.EventStore;
import dev.ringback.storage.LeaseStore;
import dev.ringback.storage.MessageStore;
import dev.ringback.storage.MigrationStore;
import dev.ringback.storage.ProjectionStore;
import dev.ringback.storage.QuarantineStore;
import dev.ringback.storage.RecordingStore;
import dev.ringback.storage.RetentionStore;
import dev.ringback.storage.StorageException;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/**
 * A PostgreSQL database and everything that is kept in it, shared by any number of nodes. Safe for use by many threads; close it after
 * whatever uses its stores.
 */
final class PostgresDatabase implements Database {
    private static final String SCHEMA = "schema/postgresql";
    private static final Dialect DIALECT = new PostgresDialect();

    private final HikariDataSource connections;
    private final PostgresPresence presence;
    private final Writer writer;
    private final Reads reads;
    private final Log log = new PostgresLog();
    private final Listeners listeners = new Listeners();
    private final PostgresChanges changes;

    private PostgresDatabase(DatabaseOptions options, HikariDataSource connections, PostgresPresence presence) {
        this.connections = connections;
        this.presence = presence;
        this.changes = new PostgresChanges(PostgresConnections.single(options), listeners);
        this.writer = new PostgresWriter(connections, DIALECT);
        Jdbi jdbi = Jdbi.create(connections);
        jdbi.registerArgument(new StorableText());
        this.reads = new Reads(jdbi, new Failures(DIALECT));
    }

    /** See {@link Databases#open}. Waits for a server that is starting or cannot be reached. */
    static PostgresDatabase open(DatabaseOptions options) {
        return complete(open(options, PostgresPresence::among));
    }

    /** See {@link Databases#openForRebuild}. */
    static PostgresDatabase openForRebuild(DatabaseOptions options) {
        return open(options, PostgresPresence::alone);
    }

    /** See {@link Databases#openToFill}. */
    static PostgresDatabase openToFill(DatabaseOptions options) {
        return open(options, PostgresPresence::alone);
    }

    /** See {@link Databases#openBesideServer}. */
    static PostgresDatabase openBesideServer(DatabaseOptions options) {
        return complete(open(options, PostgresPresence::unnoticed));
    }

    private static PostgresDatabase complete(PostgresDatabase database) {
        try {
            if (database.projectionStore().isUnfinished()) {
                throw new StorageException(
                        "the database is incomplete, because it is being rebuilt, or a rebuild of it was interrupted:"
                                + " run 'ringback rebuild' again");
            }
            if (database.migrationStore().isUnfinished()) {
                throw new StorageException(
                        "the database is incomplete, because a migration into it was interrupted: run 'ringback migrate' again");
            }
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static PostgresDatabase open(
            DatabaseOptions options, Function<DatabaseOptions, PostgresPresence> arriving) {
        Failures failures = new Failures(DIALECT);
        new PostgresArrival(options, failures).await();
        // Before the schema is touched: while it is rebuilt nobody else may.
        PostgresPresence presence = arriving.apply(options);
        try {
            new Migrations(PostgresConnections.patient(options), SCHEMA, failures).migrate();
            PostgresDatabase database = new PostgresDatabase(options, PostgresConnections.pool(options), presence);
            database.changes.start();
            return database;
        } catch (RuntimeException e) {
            presence.close();
            throw e;
        }
    }

    @Override
    public EventStore events() {
        return new JdbiEventStore(writer, reads, log, entries -> {
            listeners.tell(entries);
            changes.stored();
        });
    }

    @Override
    public MessageStore messages() {
        return new JdbiMessageStore(reads);
    }

    @Override
    public CallStore calls() {
        return new JdbiCallStore(reads);
    }

    @Override
    public RecordingStore recordings() {
        return new JdbiRecordingStore(reads);
    }

    @Override
    public ConferenceStore conferences() {
        return new JdbiConferenceStore(reads);
    }

    @Override
    public AlertStore alerts() {
        return new JdbiAlertStore(reads);
    }

    @Override
    public QuarantineStore quarantine() {
        return new JdbiQuarantineStore(writer, reads);
    }

    @Override
    public ProjectionStore projections() {
        return projectionStore();
    }

    private JdbiProjectionStore projectionStore() {
        return new JdbiProjectionStore(writer, reads, log);
    }

    @Override
    public RetentionStore retention(Function<Event, Set<String>> references) {
        return new PostgresRetentionStore(writer, reads); // drops the references of a month with it
    }

    @Override
    public MigrationStore migration() {
        return migrationStore();
    }

    private JdbiMigrationStore migrationStore() {
        return new JdbiMigrationStore(writer, reads, log);
    }

    @Override
    public ChangeFeed changes() {
        return listeners;
    }

    @Override
    public LeaseStore leases() {
        return new JdbiLeaseStore(writer, DIALECT);
    }

    @Override
    public void close() {
        changes.close();
        connections.close();
        presence.close();
    }
}
