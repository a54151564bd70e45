package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.Database;
import dev.ringback.storage.EventHistoryContract;
import java.nio.file.Path;

class SqliteEventHistoryTest extends EventHistoryContract {
    @Override
    protected Database open(Path folder) {
        return TestSqlite.open(folder);
    }
}
