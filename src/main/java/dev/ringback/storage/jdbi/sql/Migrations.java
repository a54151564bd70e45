package dev.ringback.storage.jdbi.sql;

import dev.ringback.storage.StorageException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a database to the schema this program knows. */
public final class Migrations {
    /** The version of the last script in the folders below {@code schema}. */
    public static final String LATEST = "14";

    /** Asks Flyway's own table for the version of the last script that was applied. */
    public static final String LAST_APPLIED =
            "SELECT version FROM flyway_schema_history WHERE success ORDER BY installed_rank DESC LIMIT 1";

    private static final Logger log = LoggerFactory.getLogger(Migrations.class);

    private final DataSource database;
    private final String folder;
    private final Failures failures;

    /**
     * Will bring this database to the last version.
     *
     * @param folder of the classpath, as {@code schema/sqlite}
     */
    public Migrations(DataSource database, String folder, Failures failures) {
        this.database = database;
        this.folder = folder;
        this.failures = failures;
    }

    /**
     * Applies the scripts that are missing.
     *
     * @throws StorageException when the schema is newer than the program, or was changed by someone else
     */
    public void migrate() {
        // Loading Flyway takes as long as starting everything else: it is left out where it would find nothing to do.
        if (isCurrent()) {
            return;
        }
        try {
            Flyway flyway = Flyway.configure()
                    .dataSource(database)
                    .locations("classpath:" + folder)
                    .load();
            refuseNewer(flyway);
            if (flyway.info().applied().length > 0) {
                log.info(
                        "bringing the database to schema version {}; of a large one that takes minutes. What follows from events of an older"
                                + " version stays as that version read them until 'ringback rebuild' has run",
                        LATEST);
            }
            flyway.migrate();
        } catch (FlywayException e) {
            throw failures.during("bring the database to schema version " + LATEST, e);
        }
    }

    private boolean isCurrent() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet last = statement.executeQuery(LAST_APPLIED)) {
            return last.next() && LATEST.equals(last.getString(1));
        } catch (SQLException e) {
            // No such table, most likely. If it is more than that, Flyway meets it next and says so.
            return false;
        }
    }

    private static void refuseNewer(Flyway flyway) {
        for (MigrationInfo applied : flyway.info().applied()) {
            if (applied.getState() == MigrationState.FUTURE_SUCCESS) {
                throw new StorageException("the database has schema version " + applied.getVersion()
                        + ", but this version of Ringback knows none above " + LATEST + ": start a newer Ringback");
            }
        }
    }
}
