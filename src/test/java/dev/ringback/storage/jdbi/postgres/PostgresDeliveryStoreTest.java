package dev.ringback.storage.jdbi.postgres;

import dev.ringback.storage.Database;
import dev.ringback.storage.DeliveryStoreContract;
import java.nio.file.Path;

class PostgresDeliveryStoreTest extends DeliveryStoreContract {
    @Override
    protected Database open(Path folder) {
        return TestPostgres.open(folder);
    }
}
