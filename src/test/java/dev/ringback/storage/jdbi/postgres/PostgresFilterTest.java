package dev.ringback.storage.jdbi.postgres;

import dev.ringback.storage.Database;
import dev.ringback.storage.FilterContract;
import java.nio.file.Path;

class PostgresFilterTest extends FilterContract {
    @Override
    protected Database open(Path folder) {
        return TestPostgres.open(folder);
    }
}
