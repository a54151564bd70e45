package dev.ringback.storage.jdbi.postgres;

import dev.ringback.storage.Database;
import dev.ringback.storage.VoiceStoresContract;
import java.nio.file.Path;

class PostgresVoiceStoresTest extends VoiceStoresContract {
    @Override
    protected Database open(Path folder) {
        return TestPostgres.open(folder);
    }
}
