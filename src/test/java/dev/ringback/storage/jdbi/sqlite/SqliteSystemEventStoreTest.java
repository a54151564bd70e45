package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.Database;
import dev.ringback.storage.SystemEventStoreContract;
import java.nio.file.Path;

class SqliteSystemEventStoreTest extends SystemEventStoreContract {
    @Override
    protected Database open(Path folder) {
        return TestSqlite.open(folder);
    }
}
