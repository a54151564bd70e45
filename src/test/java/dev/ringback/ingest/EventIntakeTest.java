package dev.ringback.ingest;

import static dev.ringback.storage.TestEntries.START;
import static dev.ringback.storage.TestEntries.digest;
import static dev.ringback.storage.TestEntries.event;
import static dev.ringback.storage.TestEntries.sid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.Entry;
import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.EventStore.Appended;
import dev.ringback.storage.TestMessage;
import dev.ringback.storage.jdbi.sqlite.SqliteDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventIntakeTest {
    private static final String ACCOUNT = "AC00000000000000000000000000000001";

    @TempDir
    Path folder;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final String erased = sid("SM");
    private final String kept = sid("SM");
    private final String shortened = sid("SM");
    private SqliteDatabase database;
    private EventIntake intake;

    @BeforeEach
    void openDatabase() {
        database = SqliteDatabase.open(folder.resolve("ringback.db"));
        intake = new EventIntake(database.events(), this::screen, new IngestMetrics(registry));
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void screenKeepsEventsOutAndShortensOthers() {
        List<Appended> appended = intake.append(List.of(entry(erased), entry(kept), entry(erased), entry(shortened)));

        assertThat(appended).containsExactly(Appended.REPEATED, Appended.STORED, Appended.REPEATED, Appended.STORED);
        assertThat(stored(erased)).isEmpty();
        assertThat(stored(kept)).hasSize(1);
        assertThat(stored(shortened))
                .singleElement()
                .satisfies(logged -> assertThat(logged.event().problem()).isEqualTo("shortened"));
    }

    @Test
    void eventsThatAreKeptOutAreNotCounted() {
        intake.append(List.of(entry(erased), entry(kept)));

        assertThat(registry.find("ringback.events").counters().stream()
                        .mapToDouble(counter -> counter.count())
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void nothingIsStoredWhereAllIsKeptOut() {
        assertThat(intake.append(List.of(entry(erased)))).containsExactly(Appended.REPEATED);
        assertThat(intake.appendAlone(entry(erased))).isEqualTo(Appended.REPEATED);
        assertThat(database.events().lastReceivedAt()).isEmpty();
    }

    private @Nullable Entry screen(Entry entry) {
        String sid = entry.event().sid();
        if (sid.equals(erased)) {
            return null;
        }
        return sid.equals(shortened) ? entry.withoutResources("shortened") : entry;
    }

    private List<LoggedEvent> stored(String sid) {
        return database.events().timeline(List.of(ACCOUNT), sid, 0, 10);
    }

    private static Entry entry(String sid) {
        return new Entry(
                event(ACCOUNT, sid, START, digest()),
                List.of(TestMessage.message(ACCOUNT, sid).build()),
                Set.of(),
                Set.of());
    }
}
