package dev.ringback.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestClock;
import dev.ringback.TestTraffic;
import dev.ringback.model.SystemEvent;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemEventsTest {
    private static final String ACCOUNT = TestTraffic.ACCOUNT.sid();

    private final TestClock clock = new TestClock(Instant.parse("2026-01-05T12:00:00Z"));

    @TempDir
    private Path folder;

    private Database database;
    private SystemEvents events;

    @BeforeEach
    void open() {
        database = TestSqlite.open(folder);
        events = new SystemEvents(database.systemEvents(), clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aRefusalIsToldOnceAndSoIsItsEnd() {
        events.accepted(ACCOUNT);
        events.refused(ACCOUNT, 401);
        clock.advance(Duration.ofHours(1));
        events.refused(ACCOUNT, 403);
        new SystemEvents(database.systemEvents(), clock).refused(ACCOUNT, 401);
        events.accepted(ACCOUNT);
        events.accepted(ACCOUNT);
        events.refused(ACCOUNT, 403);

        assertThat(told()).extracting(SystemEvent::resolved).containsExactly(false, true, false);
        assertThat(told()).extracting(event -> event.label("status")).containsExactly("401", "accepted", "403");
        assertThat(told()).allSatisfy(event -> {
            assertThat(event.kind()).isEqualTo("upstream-refused");
            assertThat(event.accountSid()).isEqualTo(ACCOUNT);
            assertThat(event.label("level")).isEqualTo("error");
        });
    }

    @Test
    void theFateOfACreateIsToldWithTheSidOfWhatWasCreated() {
        events.createUnknown(ACCOUNT, "create-1", "message", "Twilio answered 503");
        events.createUnknown(ACCOUNT, "create-1", "message", "Twilio answered 503");
        events.createUnknown(ACCOUNT, "create-2", "call", "Twilio answered 503");
        events.createDecided("create-1", "SM1", "its callback has come");
        events.createDecided("create-1", null, "too late");
        events.createDecided("create-2", null, "Twilio lists none");
        events.createDecided("create-3", null, "never heard of");

        assertThat(told())
                .extracting(event -> event.subject() + " " + event.label("resource") + " " + event.label("status") + " "
                        + event.label("sid") + " " + event.resolved())
                .containsExactly(
                        "create-1 message unknown  false",
                        "create-2 call unknown  false",
                        "create-1 message created SM1 true",
                        "create-2 call not-created  true");
    }

    private List<SystemEvent> told() {
        return database.systemEvents().after(0, 100);
    }
}
