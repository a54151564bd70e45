package dev.ringback.storage.jdbi.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ringback.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens connections to PostgreSQL with the settings that the promises rest on, and looks whether the server keeps them. */
final class PostgresConnections {
    /** The first with all that is asked of it; the tests run on it. */
    private static final int LEAST_VERSION = 14;

    /** Most connections for reading: one for a reading thread that is at work in the database. */
    static final int MOST_READERS = Math.max(10, 4 * Runtime.getRuntime().availableProcessors());

    /** How long a read waits for a connection before it fails. */
    private static final Duration READER_PATIENCE = Duration.ofSeconds(5);

    /** The log, the quarantine, retention, a lease. */
    private static final int MOST_WRITERS = 4;

    /** The one that waits looks between whether a request has waited long enough, and whether there are more. */
    private static final Duration WRITER_PATIENCE = Duration.ofSeconds(1);

    /** A server that has gone without a word: shorter than requests are held for. */
    private static final String SOCKET_SECONDS = "8";

    /** Asks whether the role may create tables in its current schema. Where there is no schema that the role may use there is no current one. */
    private static final String MAY_CREATE = """
            SELECT coalesce(has_schema_privilege(current_schema(), 'CREATE'), FALSE) AS may,
                   current_user AS role, current_database() AS database""";

    private static final String CONNECT_SECONDS = "4";

    private PostgresConnections() {}

    /** Returns a source of one connection at a time, which may take as long as it likes: for migrations. */
    static DataSource patient(PostgresOptions options) {
        return source(options, "0");
    }

    /** Returns a source of one connection at a time, for work of its own. */
    static DataSource single(PostgresOptions options) {
        return source(options, SOCKET_SECONDS);
    }

    static HikariDataSource readers(PostgresOptions options) {
        return pool(options, MOST_READERS, READER_PATIENCE);
    }

    /** Apart from the readers: however many of these are waiting, what comes in is stored. */
    static HikariDataSource writers(PostgresOptions options) {
        return pool(options, MOST_WRITERS, WRITER_PATIENCE);
    }

    private static HikariDataSource pool(PostgresOptions options, int most, Duration patience) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("ringback");
        PostgresSource source = configured(new PostgresSource(), options, SOCKET_SECONDS);
        config.setDataSource(source);
        config.setMaximumPoolSize(most);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(patience.toMillis());
        config.setInitializationFailTimeout(-1);
        // Every query has its index. On a young database the plans would be made for tables that are nearly empty, and
        // kept while these grow. A plan that reads a table nevertheless looks expensive, which is no reason to compile
        // it.
        config.setConnectionInitSql("SET enable_seqscan = off; SET jit = off");
        return new PostgresPool(config, source);
    }

    private static DataSource source(PostgresOptions options, String socketSeconds) {
        return configured(new PGSimpleDataSource(), options, socketSeconds);
    }

    private static <S extends PGSimpleDataSource> S configured(
            S source, PostgresOptions options, String socketSeconds) {
        source.setUrl(options.jdbcUrl());
        unlessSaid(source, options, PGProperty.SOCKET_TIMEOUT, socketSeconds);
        unlessSaid(source, options, PGProperty.CONNECT_TIMEOUT, CONNECT_SECONDS);
        unlessSaid(source, options, PGProperty.TCP_KEEP_ALIVE, "true");
        unlessSaid(source, options, PGProperty.APPLICATION_NAME, "ringback");
        // Of several hosts only the primary: a standby cannot be written. Which that is may be another in a second.
        unlessSaid(source, options, PGProperty.TARGET_SERVER_TYPE, "primary");
        unlessSaid(source, options, PGProperty.HOST_RECHECK_SECONDS, "1");
        Path passwordFile = options.passwordFile();
        if (passwordFile != null) {
            source.setPassword(password(passwordFile));
        }
        return source;
    }

    private static void unlessSaid(
            PGSimpleDataSource source, PostgresOptions options, PGProperty property, String value) {
        if (!options.says(property.getName())) {
            source.setProperty(property, value);
        }
    }

    /** Read anew for each pool; without the end of the line. */
    private static String password(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StorageException("the file with the password of the database cannot be read: " + e, e);
        }
    }

    /**
     * Looks at the server.
     *
     * @throws StorageException when it would not keep what we promise, with the remedy
     */
    static void demandFit(Connection connection) throws SQLException {
        demandDurable(connection);
        try (Statement statement = connection.createStatement();
                ResultSet may = statement.executeQuery(MAY_CREATE)) {
            may.next();
            if (!may.getBoolean("may")) {
                String role = may.getString("role");
                String database = may.getString("database");
                throw new StorageException("the role " + role + " may not create tables in the database " + database
                        + ", as it has to for each month: ALTER DATABASE " + database + " OWNER TO " + role
                        + ", or GRANT CREATE, USAGE ON SCHEMA public TO " + role);
            }
        }
    }

    private static void demandDurable(Connection connection) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < LEAST_VERSION) {
            throw new StorageException(
                    "the database is PostgreSQL " + version + "; Ringback needs " + LEAST_VERSION + " or newer");
        }
        String encoding = setting(connection, "server_encoding");
        if (!encoding.equals("UTF8")) {
            throw new StorageException("the database has the encoding " + encoding
                    + ", which cannot hold every message: create it with ENCODING 'UTF8'");
        }
        Map<String, Set<String>> demanded =
                Map.of("fsync", Set.of("on"), "synchronous_commit", Set.of("on", "remote_apply"));
        for (Map.Entry<String, Set<String>> each : demanded.entrySet()) {
            String value = setting(connection, each.getKey());
            if (!each.getValue().contains(value)) {
                throw new StorageException(
                        "the database has " + each.getKey() + " = " + value
                                + ", and would forget acknowledged events in a crash or a failover: set it to on, for the server or for this role");
            }
        }
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet value = statement.executeQuery("SHOW " + name)) {
            value.next();
            return value.getString(1);
        }
    }
}
