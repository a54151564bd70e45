package dev.ringback.storage.jdbi.postgres;

import dev.ringback.storage.Database;
import dev.ringback.storage.EventHistoryContract;
import java.nio.file.Path;

class PostgresEventHistoryTest extends EventHistoryContract {
    @Override
    protected Database open(Path folder) {
        return TestPostgres.open(folder);
    }
}
