package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.ConferenceStoreContract;
import dev.ringback.storage.Database;
import java.nio.file.Path;

class SqliteConferenceStoreTest extends ConferenceStoreContract {
    @Override
    protected Database open(Path folder) {
        return TestSqlite.open(folder);
    }
}
