package dev.ringback.storage.jdbi.postgres;

import dev.ringback.storage.Database;
import dev.ringback.storage.VaultLedgerContract;
import java.nio.file.Path;

class PostgresVaultLedgerTest extends VaultLedgerContract {
    @Override
    protected Database open(Path folder) {
        return TestPostgres.open(folder);
    }
}
