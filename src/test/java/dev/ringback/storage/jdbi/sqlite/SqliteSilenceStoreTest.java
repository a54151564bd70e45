package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.Database;
import dev.ringback.storage.SilenceStoreContract;
import java.nio.file.Path;

class SqliteSilenceStoreTest extends SilenceStoreContract {
    @Override
    protected Database open(Path folder) {
        return TestSqlite.open(folder);
    }
}
