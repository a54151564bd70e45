package dev.ringback.storage.jdbi.postgres;

import dev.ringback.storage.Database;
import dev.ringback.storage.LeaseStoreContract;
import java.nio.file.Path;

class PostgresLeaseStoreTest extends LeaseStoreContract {
    @Override
    protected Database open(Path folder) {
        return TestPostgres.open(folder);
    }
}
