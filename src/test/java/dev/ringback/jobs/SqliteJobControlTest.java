package dev.ringback.jobs;

import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import java.nio.file.Path;

class SqliteJobControlTest extends JobControlContract {
    @Override
    Database open(Path in) {
        return TestSqlite.open(in);
    }

    @Override
    DatabaseOptions options(Path in) {
        return DatabaseOptions.of(in.resolve("ringback.db"));
    }
}
