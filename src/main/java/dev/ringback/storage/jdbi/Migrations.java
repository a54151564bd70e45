package dev.ringback.storage.jdbi;

import dev.ringback.storage.StorageException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Brings a database to the schema this program knows. */
final class Migrations {
    private final Flyway flyway;
    private final Failures failures;

    /** @param folder of the classpath, as {@code schema/sqlite} */
    Migrations(DataSource database, String folder, Failures failures) {
        this.flyway = Flyway.configure()
                .dataSource(database)
                .locations("classpath:" + folder)
                .load();
        this.failures = failures;
    }

    /** @throws StorageException when the schema is newer than the program, or was changed by someone else */
    void migrate() {
        try {
            for (MigrationInfo applied : flyway.info().applied()) {
                if (applied.getState() == MigrationState.FUTURE_SUCCESS) {
                    throw new StorageException("the database has schema version " + applied.getVersion()
                            + ", which this version of Ringback does not know: start a newer one");
                }
            }
            flyway.migrate();
        } catch (FlywayException e) {
            throw failures.during("bring the database to the current schema", e);
        }
    }
}
