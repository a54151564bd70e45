package dev.ringback.storage.jdbi.postgres;

import dev.ringback.storage.Database;
import dev.ringback.storage.DoubtStoreContract;
import java.nio.file.Path;

class PostgresDoubtStoreTest extends DoubtStoreContract {
    @Override
    protected Database open(Path folder) {
        return TestPostgres.open(folder);
    }
}
