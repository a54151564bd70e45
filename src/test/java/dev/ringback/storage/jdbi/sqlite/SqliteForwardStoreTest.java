package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.Database;
import dev.ringback.storage.ForwardStoreContract;
import java.nio.file.Path;

class SqliteForwardStoreTest extends ForwardStoreContract {
    @Override
    protected Database open(Path folder) {
        return TestSqlite.open(folder);
    }
}
