package dev.ringback.storage.jdbi.postgres;

import dev.ringback.storage.Database;
import dev.ringback.storage.SweepStoreContract;
import java.nio.file.Path;

class PostgresSweepStoreTest extends SweepStoreContract {
    @Override
    protected Database open(Path folder) {
        return TestPostgres.open(folder);
    }
}
