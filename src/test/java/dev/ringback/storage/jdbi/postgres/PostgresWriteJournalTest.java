package dev.ringback.storage.jdbi.postgres;

import dev.ringback.storage.Database;
import dev.ringback.storage.WriteJournalContract;
import java.nio.file.Path;

class PostgresWriteJournalTest extends WriteJournalContract {
    @Override
    protected Database open(Path folder) {
        return TestPostgres.open(folder);
    }
}
