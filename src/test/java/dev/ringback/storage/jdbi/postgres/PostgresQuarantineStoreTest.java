package dev.ringback.storage.jdbi.postgres;

import dev.ringback.storage.Database;
import dev.ringback.storage.QuarantineStoreContract;
import java.nio.file.Path;

class PostgresQuarantineStoreTest extends QuarantineStoreContract {
    @Override
    protected Database open(Path folder) {
        return TestPostgres.open(folder);
    }
}
