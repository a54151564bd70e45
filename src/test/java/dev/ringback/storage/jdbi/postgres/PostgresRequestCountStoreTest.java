package dev.ringback.storage.jdbi.postgres;

import dev.ringback.storage.Database;
import dev.ringback.storage.RequestCountStoreContract;
import java.nio.file.Path;

class PostgresRequestCountStoreTest extends RequestCountStoreContract {
    @Override
    protected Database open(Path folder) {
        return TestPostgres.open(folder);
    }
}
