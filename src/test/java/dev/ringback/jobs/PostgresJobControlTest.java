package dev.ringback.jobs;

import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.postgres.TestPostgres;
import java.nio.file.Path;

class PostgresJobControlTest extends JobControlContract {
    @Override
    Database open(Path in) {
        return TestPostgres.open(in);
    }

    @Override
    DatabaseOptions options(Path in) {
        return TestPostgres.options();
    }
}
