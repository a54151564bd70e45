package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.Database;
import dev.ringback.storage.DeliveryStoreContract;
import java.nio.file.Path;

class SqliteDeliveryStoreTest extends DeliveryStoreContract {
    @Override
    protected Database open(Path folder) {
        return TestSqlite.open(folder);
    }
}
