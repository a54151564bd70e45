package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.ChangeFeedContract;
import dev.ringback.storage.Database;
import java.nio.file.Path;

class SqliteChangeFeedTest extends ChangeFeedContract {
    @Override
    protected Database open(Path folder) {
        return TestSqlite.open(folder);
    }
}
