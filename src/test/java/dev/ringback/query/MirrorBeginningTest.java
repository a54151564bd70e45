package dev.ringback.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestClock;
import dev.ringback.storage.Database;
import dev.ringback.storage.TestEntries;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mirror of an account begins with what Twilio sent first, as far as that is kept. */
class MirrorBeginningTest {
    private static final String ACCOUNT = "AC00000000000000000000000000000001";
    private static final Instant START = TestEntries.START;

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock(START);
    private Database database;

    @BeforeEach
    void open() {
        database = TestSqlite.open(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void receive(Instant at) {
        database.events()
                .append(List.of(TestEntries.entry(
                        TestEntries.event(ACCOUNT, TestEntries.sid("SM"), at, TestEntries.digest()))));
    }

    @Test
    void whereNothingHasComeItBeginsNow() {
        MirrorBeginning beginning = new MirrorBeginning(database.history(), null, clock);
        assertThat(beginning.of(ACCOUNT)).isEqualTo(START);
        clock.advance(Duration.ofMillis(1_500));
        assertThat(beginning.of(ACCOUNT)).isEqualTo(START.plusSeconds(2));
        receive(START.plusMillis(1_200));
        clock.advance(Duration.ofDays(1));
        assertThat(beginning.of(ACCOUNT)).isEqualTo(START.plusSeconds(2));
    }

    @Test
    void itGoesOnlyAsFarBackAsEventsAreKept() {
        MirrorBeginning beginning = new MirrorBeginning(database.history(), Duration.ofDays(30), clock);
        receive(START);
        assertThat(beginning.of(ACCOUNT)).isEqualTo(START);
        clock.advance(Duration.ofDays(29));
        assertThat(beginning.of(ACCOUNT)).isEqualTo(START);
        clock.advance(Duration.ofDays(31));
        assertThat(beginning.of(ACCOUNT)).isEqualTo(START.plus(Duration.ofDays(30)));
    }
}
