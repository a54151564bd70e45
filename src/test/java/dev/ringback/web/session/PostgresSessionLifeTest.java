package dev.ringback.web.session;

import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.postgres.TestPostgres;
import java.nio.file.Path;

class PostgresSessionLifeTest extends SessionLifeContract {
    @Override
    Database open(Path folder) {
        return TestPostgres.open(folder);
    }
}
