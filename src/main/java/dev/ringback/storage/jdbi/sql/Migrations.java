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
    /** The version of the newest script, which is the same for every database. */
    public static final String LATEST = String.valueOf(MigrationScripts.newest("schema/sqlite"));

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
                        "bringing the database to schema version {}; of a large one that takes minutes. What an older version has made of the"
                                + " events is made anew beside the server afterwards",
                        LATEST);
            }
            flyway.migrate();
        } catch (FlywayException e) {
            throw failures.during("bring the database to schema version " + LATEST, e);
        }
    }

    /**
     * Demands that nothing is to be changed: for whoever may not change the schema below a server.
     *
     * @throws StorageException otherwise, with what would help
     */
    public void demandCurrent() {
        int version = version();
        if (version > Integer.parseInt(LATEST)) {
            throw newer(String.valueOf(version));
        }
        if (!isCurrent()) {
            throw new StorageException("the database has schema version " + version + ", and this version of Ringback"
                    + " needs " + LATEST + ": 'ringback serve' of this version brings it there when it starts");
        }
    }

    private boolean isCurrent() {
        return version() == Integer.parseInt(LATEST);
    }

    /** Returns the version of the last script that was applied; 0 where that cannot be told, as in an empty database. */
    public int version() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet last = statement.executeQuery(LAST_APPLIED)) {
            return last.next() ? last.getInt(1) : 0;
        } catch (SQLException e) {
            // No such table, most likely. If it is more than that, Flyway meets it next and says so.
            return 0;
        }
    }

    private static void refuseNewer(Flyway flyway) {
        for (MigrationInfo applied : flyway.info().applied()) {
            if (applied.getState() == MigrationState.FUTURE_SUCCESS) {
                throw newer(String.valueOf(applied.getVersion()));
            }
        }
    }

    private static StorageException newer(String version) {
        return new StorageException("the database has schema version " + version
                + ", but this version of Ringback knows none above " + LATEST + ": start a newer Ringback");
    }
}
