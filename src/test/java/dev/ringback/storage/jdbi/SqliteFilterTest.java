package dev.ringback.storage.jdbi;

import dev.ringback.storage.FilterContract;
import dev.ringback.storage.TestDatabase;
import java.nio.file.Path;

class SqliteFilterTest extends FilterContract {
    @Override
    protected TestDatabase open(Path folder) {
        return SqliteTestDatabase.open(folder);
    }
}
