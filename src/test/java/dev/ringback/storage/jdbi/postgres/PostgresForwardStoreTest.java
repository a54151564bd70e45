package dev.ringback.storage.jdbi.postgres;

import dev.ringback.storage.Database;
import dev.ringback.storage.ForwardStoreContract;
import java.nio.file.Path;

class PostgresForwardStoreTest extends ForwardStoreContract {
    @Override
    protected Database open(Path folder) {
        return TestPostgres.open(folder);
    }
}
