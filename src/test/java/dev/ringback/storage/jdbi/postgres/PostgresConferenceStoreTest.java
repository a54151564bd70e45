package dev.ringback.storage.jdbi.postgres;

import dev.ringback.storage.ConferenceStoreContract;
import dev.ringback.storage.Database;
import java.nio.file.Path;

class PostgresConferenceStoreTest extends ConferenceStoreContract {
    @Override
    protected Database open(Path folder) {
        return TestPostgres.open(folder);
    }
}
