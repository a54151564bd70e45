package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.Database;
import dev.ringback.storage.RequestCountStoreContract;
import java.nio.file.Path;

class SqliteRequestCountStoreTest extends RequestCountStoreContract {
    @Override
    protected Database open(Path folder) {
        return TestSqlite.open(folder);
    }
}
