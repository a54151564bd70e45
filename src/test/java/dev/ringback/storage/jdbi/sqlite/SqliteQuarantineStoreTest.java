package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.Database;
import dev.ringback.storage.QuarantineStoreContract;
import java.nio.file.Path;

class SqliteQuarantineStoreTest extends QuarantineStoreContract {
    @Override
    protected Database open(Path folder) {
        return TestSqlite.open(folder);
    }
}
