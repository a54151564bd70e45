package dev.ringback.storage.jdbi.postgres;

import dev.ringback.storage.Database;
import dev.ringback.storage.ErasureContract;
import java.nio.file.Path;

class PostgresErasureTest extends ErasureContract {
    @Override
    protected Database open(Path folder) {
        return TestPostgres.open(folder);
    }
}
