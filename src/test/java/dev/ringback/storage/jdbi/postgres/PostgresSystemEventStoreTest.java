package dev.ringback.storage.jdbi.postgres;

import dev.ringback.storage.Database;
import dev.ringback.storage.SystemEventStoreContract;
import java.nio.file.Path;

class PostgresSystemEventStoreTest extends SystemEventStoreContract {
    @Override
    protected Database open(Path folder) {
        return TestPostgres.open(folder);
    }
}
