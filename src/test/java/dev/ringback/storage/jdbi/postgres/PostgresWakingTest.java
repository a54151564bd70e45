package dev.ringback.storage.jdbi.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.DatabaseRows;
import dev.ringback.Form;
import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.Database;
import dev.ringback.storage.EventLog.Settled;
import dev.ringback.storage.EventLog.Subscription;
import dev.ringback.storage.EventPosition;
import dev.ringback.storage.TestEntries;
import dev.ringback.storage.jdbi.Databases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long a reader of one node waits for what another node has committed. */
@Tag("timed")
@Tag("repeated")
@Timeout(120)
class PostgresWakingTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int CUTS = Form.pick(3, 10, 10);

    private static final String LISTENING = "query = 'LISTEN ringback_changes'";
    private static final String NOTIFYING = "query IN ('NOTIFY ringback_changes', 'SET synchronous_commit = off')";

    private final Semaphore woken = new Semaphore(0);

    @TempDir
    Path folder;

    private Database storing;
    private Database reading;
    private Subscription subscription;
    private EventPosition position;

    @BeforeEach
    void openTwoNodes() {
        storing = TestPostgres.open(folder);
        reading = Databases.open(TestPostgres.options());
        position = reading.log().settled().end();
        subscription = reading.log().listen(woken::release);
    }

    @AfterEach
    void close() {
        subscription.close();
        reading.close();
        storing.close();
    }

    @Test
    void aNotificationWakesWithinAHundredMilliseconds() throws Exception {
        awaitBackends(LISTENING, 2);
        awaitBackends(NOTIFYING, 2);
        measure(10); // compiles
        List<Duration> waited = measure(100);
        print("NOTIFY", waited);
        assertThat(median(waited)).isLessThan(Duration.ofMillis(100));
    }

    @Test
    void withoutItsListenerANodeLooksUpWithinASecond() throws Exception {
        List<Duration> waited = new ArrayList<>();
        for (int i = 0; i < CUTS; i++) {
            cut(LISTENING, 2);
            waited.addAll(measure(1));
        }
        print("look-up, the connection that listens cut", waited);
        assertThat(median(waited)).isLessThan(Duration.ofMillis(1_500));
        assertThat(waited).allMatch(each -> each.compareTo(Duration.ofSeconds(4)) < 0);
    }

    @Test
    void aNotificationThatIsLostDelaysByASecond() throws Exception {
        List<Duration> waited = new ArrayList<>();
        for (int i = 0; i < CUTS; i++) {
            // The node that only reads does not notice that it could not notify.
            cut(NOTIFYING, 1);
            waited.addAll(measure(1));
        }
        print("look-up, the notification lost", waited);
        assertThat(median(waited)).isLessThan(Duration.ofMillis(1_500));
        assertThat(waited).allMatch(each -> each.compareTo(Duration.ofSeconds(4)) < 0);
    }

    /** Appends one event after the other, each when the one before has been read. */
    private List<Duration> measure(int events) throws InterruptedException {
        List<Duration> waited = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            woken.drainPermits();
            storing.events().append(List.of(TestEntries.entry(TestEntries.event("AC1", TestEntries.sid("SM")))));
            long committed = System.nanoTime();
            do {
                assertThat(woken.tryAcquire(LONG.toSeconds(), TimeUnit.SECONDS))
                        .as("woken")
                        .isTrue();
            } while (!hasRead());
            waited.add(Duration.ofNanos(System.nanoTime() - committed));
        }
        return waited;
    }

    private boolean hasRead() {
        Settled settled = reading.log().settled();
        List<LoggedEvent> events = settled.after(position, 10);
        if (!events.isEmpty()) {
            position = position.behind(events.get(events.size() - 1));
        }
        return !events.isEmpty();
    }

    /** Ends the connections that do so, when as many are there, and waits for their end. */
    private static void cut(String what, int connections) throws SQLException {
        awaitBackends(what, connections);
        DatabaseRows.query(
                TestPostgres.options().jdbcUrl(),
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND "
                        + what);
    }

    private static void awaitBackends(String what, int connections) {
        await().atMost(LONG)
                .until(() -> DatabaseRows.number(
                                TestPostgres.options().jdbcUrl(),
                                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND " + what)
                        >= connections);
    }

    private static Duration median(List<Duration> all) {
        List<Duration> sorted = new ArrayList<>(all);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static void print(String way, List<Duration> waited) {
        System.out.printf(
                "from a commit on one node to its event read on another, by %s: median %d ms, most %d ms of %d%n",
                way, median(waited).toMillis(), Collections.max(waited).toMillis(), waited.size());
    }
}
