package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.Database;
import dev.ringback.storage.MergeContract;
import java.nio.file.Path;

class SqliteMergeTest extends MergeContract {
    @Override
    protected Database open(Path folder) {
        return TestSqlite.open(folder);
    }
}
