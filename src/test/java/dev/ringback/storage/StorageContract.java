package dev.ringback.storage;

import static dev.ringback.storage.TestEntries.sid;

import dev.ringback.model.Entry;
import dev.ringback.model.Resource;
import dev.ringback.storage.EventStore.Appended;
import dev.ringback.storage.jdbi.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Gives the contracts of all stores what they share: an empty database, opened with production settings, and accounts of its own. */
abstract class StorageContract {
    @TempDir
    Path folder;

    protected Database database;
    protected final String account = sid("AC");
    protected final String stranger = sid("AC");

    /** Opens the database of that folder, or creates it. */
    protected abstract Database open(Path folder);

    @BeforeEach
    void openDatabase() {
        database = open(folder);
    }

    @AfterEach
    void leaveDatabase() {
        TestPostgres.leave(database);
    }

    @AfterAll
    static void closeDatabase() {
        TestPostgres.closeKept();
    }

    /** Appends each as an entry of its own, in one transaction. */
    protected List<Appended> append(Entry... entries) {
        return database.events().append(List.of(entries));
    }

    /** Appends each resource as what a new event of its own says. */
    protected void append(Resource... resources) {
        database.events()
                .append(Arrays.stream(resources).map(TestEntries::entry).toList());
    }
}
