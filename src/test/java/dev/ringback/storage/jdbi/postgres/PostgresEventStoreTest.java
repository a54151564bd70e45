package dev.ringback.storage.jdbi.postgres;

import dev.ringback.storage.Database;
import dev.ringback.storage.EventStoreContract;
import java.nio.file.Path;

class PostgresEventStoreTest extends EventStoreContract {
    @Override
    protected Database open(Path folder) {
        return TestPostgres.open(folder);
    }
}
