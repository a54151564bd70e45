package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.Database;
import dev.ringback.storage.SweepStoreContract;
import java.nio.file.Path;

class SqliteSweepStoreTest extends SweepStoreContract {
    @Override
    protected Database open(Path folder) {
        return TestSqlite.open(folder);
    }
}
