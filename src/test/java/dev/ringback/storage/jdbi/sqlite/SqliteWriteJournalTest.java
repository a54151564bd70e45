package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.Database;
import dev.ringback.storage.WriteJournalContract;
import java.nio.file.Path;

class SqliteWriteJournalTest extends WriteJournalContract {
    @Override
    protected Database open(Path folder) {
        return TestSqlite.open(folder);
    }
}
