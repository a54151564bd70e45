package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.Database;
import dev.ringback.storage.VoiceStoresContract;
import java.nio.file.Path;

class SqliteVoiceStoresTest extends VoiceStoresContract {
    @Override
    protected Database open(Path folder) {
        return TestSqlite.open(folder);
    }
}
