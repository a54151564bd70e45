package dev.ringback.upstream.doubt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestClock;
import dev.ringback.model.Downtime;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gaps between the heartbeats of all nodes are the times in which callbacks could not be taken in. */
class DowntimesTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

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

    private void beat() {
        new Heartbeat(database.downtimes(), clock).beat();
    }

    @Test
    void theFirstBeatIsNoDowntime() {
        beat();
        assertThat(database.downtimes().lastBeat()).contains(START);
        assertThat(database.downtimes().unrepaired()).isEmpty();
    }

    @Test
    void aNodeThatTakesOverInTimeLeavesNoGap() {
        beat();
        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofSeconds(30));
            beat();
        }
        assertThat(database.downtimes().unrepaired()).isEmpty();
    }

    @Test
    void aGapIsADowntimeOnce() {
        beat();
        clock.advance(Duration.ofMinutes(7));
        beat();
        beat();
        assertThat(database.downtimes().unrepaired())
                .containsExactly(new Downtime(1, START, START.plusSeconds(420), Downtime.Reason.DOWN, null));
        database.downtimes().repaired(1, clock.instant());
        assertThat(database.downtimes().unrepaired()).isEmpty();
        assertThat(database.downtimes().newest(10)).hasSize(1);
        database.downtimes().deleteBefore(clock.instant().plusSeconds(1));
        assertThat(database.downtimes().newest(10)).isEmpty();
    }

    @Test
    void aClockThatIsBehindMakesNoDowntime() {
        beat();
        clock.set(START.minusSeconds(3_600));
        beat();
        assertThat(database.downtimes().lastBeat()).contains(START);
        assertThat(database.downtimes().unrepaired()).isEmpty();
    }
}
