package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.Database;
import dev.ringback.storage.LeaseStoreContract;
import java.nio.file.Path;

class SqliteLeaseStoreTest extends LeaseStoreContract {
    @Override
    protected Database open(Path folder) {
        return TestSqlite.open(folder);
    }
}
