package dev.ringback.storage.jdbi.postgres;

import dev.ringback.storage.Database;
import dev.ringback.storage.SilenceStoreContract;
import java.nio.file.Path;

class PostgresSilenceStoreTest extends SilenceStoreContract {
    @Override
    protected Database open(Path folder) {
        return TestPostgres.open(folder);
    }
}
