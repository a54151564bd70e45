package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.Database;
import dev.ringback.storage.VaultLedgerContract;
import java.nio.file.Path;

class SqliteVaultLedgerTest extends VaultLedgerContract {
    @Override
    protected Database open(Path folder) {
        return TestSqlite.open(folder);
    }
}
