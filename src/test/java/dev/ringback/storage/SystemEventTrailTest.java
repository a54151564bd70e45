package dev.ringback.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestClock;
import dev.ringback.model.SystemEvent;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemEventTrailTest {
    private final TestClock clock = new TestClock(Instant.parse("2026-01-05T12:00:00Z"));

    @TempDir
    private Path folder;

    private Database database;
    private SystemEventTrail events;

    @BeforeEach
    void open() {
        database = TestSqlite.open(folder);
        events = new SystemEventTrail(database.systemEvents(), clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aChangeOfTheLabelsIsToldUnlessItIsTheStatusAlone() {
        begin("minor", "investigating");
        begin("minor", "identified");
        begin("major", "identified");
        events.end("kind", "subject", "resolved", "over");
        begin("minor", "investigating");

        assertThat(told())
                .extracting(event -> event.label("impact") + " " + event.label("status"))
                .containsExactly("minor investigating", "major identified", "major resolved", "minor investigating");
        assertThat(events.open("kind")).hasSize(1);
    }

    private void begin(String impact, String status) {
        events.begin("kind", "subject", null, Map.of("impact", impact, "status", status), "text");
    }

    private List<SystemEvent> told() {
        return database.systemEvents().after(0, 100);
    }
}
