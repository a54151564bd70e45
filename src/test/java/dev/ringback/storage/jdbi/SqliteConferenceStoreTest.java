package dev.ringback.storage.jdbi;

import dev.ringback.storage.ConferenceStoreContract;
import dev.ringback.storage.TestDatabase;
import java.nio.file.Path;

class SqliteConferenceStoreTest extends ConferenceStoreContract {
    @Override
    protected TestDatabase open(Path folder) {
        return SqliteTestDatabase.open(folder);
    }
}
