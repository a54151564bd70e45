package dev.ringback.storage.jdbi;

import dev.ringback.storage.AlertStore;
import dev.ringback.storage.CallStore;
import dev.ringback.storage.ConferenceStore;
import dev.ringback.storage.EventStore;
import dev.ringback.storage.MessageStore;
import dev.ringback.storage.QuarantineStore;
import dev.ringback.storage.RecordingStore;
import dev.ringback.storage.TestDatabase;
import java.nio.file.Path;

/** A SQLite file in production settings, under test. */
record SqliteTestDatabase(SqliteDatabase database) implements TestDatabase {

    static SqliteTestDatabase open(Path folder) {
        return new SqliteTestDatabase(SqliteDatabase.open(DatabaseOptions.of(folder.resolve("ringback.db"))));
    }

    @Override
    public EventStore events() {
        return database.events();
    }

    @Override
    public MessageStore messages() {
        return database.messages();
    }

    @Override
    public CallStore calls() {
        return database.calls();
    }

    @Override
    public RecordingStore recordings() {
        return database.recordings();
    }

    @Override
    public ConferenceStore conferences() {
        return database.conferences();
    }

    @Override
    public AlertStore alerts() {
        return database.alerts();
    }

    @Override
    public QuarantineStore quarantine() {
        return database.quarantine();
    }

    @Override
    public void close() {
        database.close();
    }
}
