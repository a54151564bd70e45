package dev.ringback.upstream.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.CapturedLog;
import dev.ringback.TestClock;
import dev.ringback.TestTraffic;
import dev.ringback.model.SystemEvent;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.upstream.SystemEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToldKeptCallbacksTest {
    private static final String ACCOUNT = TestTraffic.ACCOUNT.sid();

    private final TestClock clock = new TestClock(Instant.parse("2026-01-05T12:00:00Z"));

    @TempDir
    private Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = TestSqlite.open(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private ToldKeptCallbacks told() {
        return new ToldKeptCallbacks(new SystemEvents(database.systemEvents(), clock), clock);
    }

    private List<String> events() {
        return database.systemEvents().after(0, 100).stream()
                .map(event -> event.kind()
                        + ' '
                        + event.accountSid()
                        + ' '
                        + event.label("level")
                        + ' '
                        + event.label("status"))
                .toList();
    }

    @Test
    void itIsToldOnceAndOverAnHourAfterTheLast() {
        ToldKeptCallbacks told = told();
        told.adopted(ACCOUNT);
        try (CapturedLog log = CapturedLog.of(ToldKeptCallbacks.class.getName())) {
            told.kept(ACCOUNT, CallbackFate.KEPT_TOO_LONG);
            clock.advance(Duration.ofMinutes(50));
            told.kept(ACCOUNT, CallbackFate.KEPT_TOO_LONG);
            assertThat(log.lines()).hasSize(1).first().asString().startsWith("WARN ");
        }
        clock.advance(Duration.ofMinutes(50));
        told.adopted(ACCOUNT);
        assertThat(events()).containsExactly("callback-kept " + ACCOUNT + " warning too-long");

        clock.advance(Duration.ofMinutes(11));
        told.adopted(ACCOUNT);
        told.adopted(ACCOUNT);
        assertThat(database.systemEvents().after(0, 100))
                .extracting(SystemEvent::resolved)
                .containsExactly(false, true);
    }

    @Test
    void theNextServerGoesOn() {
        told().kept(ACCOUNT, CallbackFate.KEPT_TOO_LONG);
        ToldKeptCallbacks next = told();
        next.resume();
        next.kept(ACCOUNT, CallbackFate.KEPT_TOO_LONG);
        assertThat(events()).hasSize(1);

        clock.advance(Duration.ofMinutes(61));
        next.adopted(ACCOUNT);
        assertThat(events()).hasSize(2);
    }

    @Test
    void itIsOverWhenNothingIsAdoptedAnyMore() {
        told().kept(ACCOUNT, CallbackFate.KEPT_TOO_LONG);
        told().end();
        told().end();

        assertThat(events())
                .containsExactly(
                        "callback-kept " + ACCOUNT + " warning too-long", "callback-kept " + ACCOUNT + " warning over");
    }
}
