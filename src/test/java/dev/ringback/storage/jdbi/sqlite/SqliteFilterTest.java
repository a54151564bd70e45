package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.Database;
import dev.ringback.storage.FilterContract;
import java.nio.file.Path;

class SqliteFilterTest extends FilterContract {
    @Override
    protected Database open(Path folder) {
        return TestSqlite.open(folder);
    }
}
