package dev.ringback.storage.jdbi;

import dev.ringback.storage.TestDatabase;
import dev.ringback.storage.VoiceStoresContract;
import java.nio.file.Path;

class SqliteVoiceStoresTest extends VoiceStoresContract {
    @Override
    protected TestDatabase open(Path folder) {
        return SqliteTestDatabase.open(folder);
    }
}
