package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.Database;
import dev.ringback.storage.DoubtStoreContract;
import java.nio.file.Path;

class SqliteDoubtStoreTest extends DoubtStoreContract {
    @Override
    protected Database open(Path folder) {
        return TestSqlite.open(folder);
    }
}
