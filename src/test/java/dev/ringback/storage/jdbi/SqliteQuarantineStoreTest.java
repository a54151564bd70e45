package dev.ringback.storage.jdbi;

import dev.ringback.storage.QuarantineStoreContract;
import dev.ringback.storage.TestDatabase;
import java.nio.file.Path;

class SqliteQuarantineStoreTest extends QuarantineStoreContract {
    @Override
    protected TestDatabase open(Path folder) {
        return SqliteTestDatabase.open(folder);
    }
}
