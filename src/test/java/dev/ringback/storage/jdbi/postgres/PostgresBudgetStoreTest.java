package dev.ringback.storage.jdbi.postgres;

import dev.ringback.storage.BudgetStoreContract;
import dev.ringback.storage.Database;
import java.nio.file.Path;

class PostgresBudgetStoreTest extends BudgetStoreContract {
    @Override
    protected Database open(Path folder) {
        return TestPostgres.open(folder);
    }
}
