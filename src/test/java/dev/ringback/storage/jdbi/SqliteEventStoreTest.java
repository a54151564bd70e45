package dev.ringback.storage.jdbi;

import dev.ringback.storage.EventStoreContract;
import dev.ringback.storage.TestDatabase;
import java.nio.file.Path;

class SqliteEventStoreTest extends EventStoreContract {
    @Override
    protected TestDatabase open(Path folder) {
        return SqliteTestDatabase.open(folder);
    }
}
