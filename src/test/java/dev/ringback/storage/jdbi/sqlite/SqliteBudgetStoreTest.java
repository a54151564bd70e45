package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.BudgetStoreContract;
import dev.ringback.storage.Database;
import java.nio.file.Path;

class SqliteBudgetStoreTest extends BudgetStoreContract {
    @Override
    protected Database open(Path folder) {
        return TestSqlite.open(folder);
    }
}
