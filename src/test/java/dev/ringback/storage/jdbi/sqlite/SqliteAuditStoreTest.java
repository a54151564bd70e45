package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.AuditStoreContract;
import dev.ringback.storage.Database;
import java.nio.file.Path;

class SqliteAuditStoreTest extends AuditStoreContract {
    @Override
    protected Database open(Path folder) {
        return SqliteDatabase.open(folder.resolve("ringback.db"));
    }
}
