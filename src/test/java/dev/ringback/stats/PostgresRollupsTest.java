package dev.ringback.stats;

import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.Databases;
import dev.ringback.storage.jdbi.postgres.TestPostgres;
import java.nio.file.Path;

class PostgresRollupsTest extends RollupsContract {
    @Override
    Database open(Path in) {
        return TestPostgres.open(in);
    }

    @Override
    Database openForRebuild(Path in) {
        return Databases.openForRebuild(TestPostgres.options());
    }
}
