package dev.ringback.storage.jdbi.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.ringback.model.Event;
import dev.ringback.storage.RetentionStore;
import dev.ringback.storage.jdbi.sql.Dialect;
import dev.ringback.storage.jdbi.sql.Failures;
import dev.ringback.storage.jdbi.sql.Migrations;
import dev.ringback.storage.jdbi.sql.Readers;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.store.JdbiDatabase;
import dev.ringback.storage.jdbi.store.Nodes;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/**
 * A PostgreSQL database and everything that is kept in it, shared by any number of nodes. Safe for use by many threads; close it after
 * whatever uses its stores.
 */
public final class PostgresDatabase extends JdbiDatabase {
    private static final String SCHEMA = "schema/postgresql";
    private static final Dialect DIALECT = new PostgresDialect();

    private final HikariDataSource readers;
    private final HikariDataSource writers;
    private final PostgresPresence presence;
    private final PostgresChanges changes;

    private PostgresDatabase(
            PostgresOptions options, HikariDataSource readers, HikariDataSource writers, PostgresPresence presence) {
        super(
                new PostgresWriter(writers, DIALECT),
                new Reads(
                        Jdbi.create(readers).registerArgument(new PostgresText()),
                        Readers.of(readers, DIALECT),
                        new Failures(DIALECT)),
                new PostgresLog(),
                new PostgresSubjectLog(),
                DIALECT);
        this.readers = readers;
        this.writers = writers;
        this.presence = presence;
        this.changes = new PostgresChanges(PostgresConnections.single(options), listeners());
    }

    /**
     * Opens it to be served, after creating its tables or bringing them to the current schema where that is needed. Waits for a server that
     * is starting or cannot be reached.
     */
    public static PostgresDatabase open(PostgresOptions options) {
        return complete(enter(options, PostgresPresence::among));
    }

    /** Opens the database as {@link #open} does, but nobody may be serving it, and it may be one whose rebuild was interrupted. */
    public static PostgresDatabase openForRebuild(PostgresOptions options) {
        return whole(enter(options, PostgresPresence::alone));
    }

    /** Opens the database as {@link #open} does, but nobody may be serving it, and it may be one that is incomplete. */
    public static PostgresDatabase openToFill(PostgresOptions options) {
        return enter(options, PostgresPresence::alone);
    }

    /** Opens the database as {@link #open} does, but a server may be using it, and its schema has to be this version's already. */
    public static PostgresDatabase openBesideServer(PostgresOptions options) {
        return complete(open(options, migrations -> {
            migrations.demandCurrent();
            return PostgresPresence.unnoticed(options);
        }));
    }

    private static PostgresDatabase enter(
            PostgresOptions options, Function<PostgresOptions, PostgresPresence> arriving) {
        return open(options, migrations -> new PostgresGate(options, migrations).enter(arriving));
    }

    private static PostgresDatabase open(PostgresOptions options, Function<Migrations, PostgresPresence> entering) {
        Failures failures = new Failures(DIALECT);
        new PostgresArrival(options, failures).await();
        PostgresPresence presence =
                entering.apply(new Migrations(PostgresConnections.patient(options), SCHEMA, failures));
        try {
            PostgresDatabase database = new PostgresDatabase(
                    options, PostgresConnections.readers(options), PostgresConnections.writers(options), presence);
            database.changes.start();
            return database;
        } catch (RuntimeException e) {
            presence.close();
            throw e;
        }
    }

    @Override
    protected Nodes nodes() {
        return presence;
    }

    @Override
    protected void committed() {
        super.committed();
        changes.stored();
    }

    @Override
    public RetentionStore retention(Function<Event, Set<String>> references) {
        return new PostgresRetentionStore(writer(), reads()); // drops the references of a month with it
    }

    @Override
    public int readsAtOnce() {
        return PostgresConnections.MOST_READERS;
    }

    @Override
    public void close() {
        changes.close();
        readers.close();
        writers.close();
        presence.close();
    }
}
