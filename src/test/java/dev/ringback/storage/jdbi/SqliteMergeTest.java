package dev.ringback.storage.jdbi;

import dev.ringback.storage.MergeContract;
import dev.ringback.storage.TestDatabase;
import java.nio.file.Path;

class SqliteMergeTest extends MergeContract {
    @Override
    protected TestDatabase open(Path folder) {
        return SqliteTestDatabase.open(folder);
    }
}
