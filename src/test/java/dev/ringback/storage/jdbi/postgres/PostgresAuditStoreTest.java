package dev.ringback.storage.jdbi.postgres;

import dev.ringback.storage.AuditStoreContract;
import dev.ringback.storage.Database;
import java.nio.file.Path;

class PostgresAuditStoreTest extends AuditStoreContract {
    @Override
    protected Database open(Path folder) {
        return TestPostgres.open(folder);
    }
}
