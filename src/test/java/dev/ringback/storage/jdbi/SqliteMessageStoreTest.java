package dev.ringback.storage.jdbi;

import dev.ringback.storage.MessageStoreContract;
import dev.ringback.storage.TestDatabase;
import java.nio.file.Path;

class SqliteMessageStoreTest extends MessageStoreContract {
    @Override
    protected TestDatabase open(Path folder) {
        return SqliteTestDatabase.open(folder);
    }
}
