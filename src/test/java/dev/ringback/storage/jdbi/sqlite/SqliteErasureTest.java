package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.Database;
import dev.ringback.storage.ErasureContract;
import java.nio.file.Path;

class SqliteErasureTest extends ErasureContract {
    @Override
    protected Database open(Path folder) {
        return TestSqlite.open(folder);
    }
}
