package dev.ringback.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.DatabaseRows;
import dev.ringback.Form;
import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.jdbi.sqlite.StoredLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} in the middle of deliveries, to a consumer that is slow and fails now and then. */
@Tag("repeated")
@Timeout(900)
class ForwardTest {
    private static final int CYCLES = Form.pick(1, 4, 40);
    private static final int CONCURRENCY = 8;
    /** What was answered while one commit was under way may be sent again, as well as what had no answer. */
    private static final int MOST_TWICE = 4 * CONCURRENCY;

    private static final int PER_SECOND = Form.pick(60, 200);
    private static final int MOST_ANSWERS = Form.pick(80, 800);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Random random = new Random(7);

    @TempDir
    Path folder;

    @Test
    void nothingIsLostAndOnlyWhatWasOutstandingIsSentTwiceAndNoticesCountExactly() throws Exception {
        Path database = folder.resolve("forwarded.db");
        int port = ServeProcess.freePort();
        Ledger ledger = new Ledger();
        EndlessTraffic traffic = new EndlessTraffic(port, 11);
        try (Consumer consumer = new Consumer(5)) {
            ServeProcess.Recipe recipe =
                    new ServeProcess.Recipe(database, port).forManyStarts().config(config(consumer));
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                try (ServeProcess serve = recipe.start();
                        Sender sender = new Sender(port, 16, traffic, ledger).pace(PER_SECOND)) {
                    int arrived = consumer.events().size();
                    sender.start();
                    int more = 30 + random.nextInt(MOST_ANSWERS);
                    await().atMost(PATIENCE).until(() -> consumer.events().size() >= arrived + more);
                    serve.kill();
                }
            }
            // Whatever the killed one still held, the next does not wait for it.
            DatabaseRows.execute(database, "UPDATE lease SET expires_at = expires_at + 3600000");
            try (ServeProcess serve = recipe.start()) {
                await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> isAllSent(database));
                List<LoggedEvent> log = StoredLog.read(database);
                awaitTotal(consumer, debuggerEvents(log));
                Audit audit = Audit.of(database, ledger);
                report(audit, log, consumer, serve.said());
            }
        }
    }

    private void report(Audit audit, List<LoggedEvent> log, Consumer consumer, String said) throws Exception {
        List<String> arrived = consumer.events();
        assertThat(Set.copyOf(arrived)).as("events that arrived").isEqualTo(Set.copyOf(keys(log)));
        int twice = arrived.size() - log.size();
        assertThat(twice).as("sent twice").isBetween(0, CYCLES * MOST_TWICE);
        assertThat(firstArrivals(arrived)).as("order per SID").isEqualTo(bySubject(keys(log)));
        assertThat(said).doesNotContain("forwarding failed", "is not forwarded");
        new ResultRow(
                        "90-forward",
                        "`kill -9` in the middle of deliveries, to a consumer of which 5% of the answers are 503")
                .figure("%,d kills", CYCLES)
                .figure("%,d events acknowledged and forwarded, 0 lost, in order per SID", audit.acknowledged())
                .figure("%,d sent twice, whose answers were outstanding or not noted yet", twice)
                .figure("the last notice counts %,d Debugger events, exactly those of the log", debuggerEvents(log))
                .write();
    }

    private Path config(Consumer consumer) throws Exception {
        Path file = folder.resolve("ringback.yaml");
        return Files.writeString(file, """
                alerts:
                  allow_private: [127.0.0.1]
                  receivers:
                    - name: team
                      webhook: {url: "%s", secrets: whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=}
                  rules:
                    - name: debugger
                      matchers: [kind = debugger]
                      group_wait: 1s
                      group_interval: 1s
                      resolve_after: 1d
                      receivers: [team]
                  inhibit: []
                forward:
                  - {name: consumer, url: "%s", format: cloudevents, concurrency: %d}
                """.formatted(consumer.url("/notices"), consumer.url("/events"), CONCURRENCY));
    }

    /** The last one in the order in which they became due; a kill may repeat an older one behind it. */
    private static void awaitTotal(Consumer consumer, long total) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(consumer.notices().stream()
                                .mapToLong(notice -> notice.path("total").asLong())
                                .max())
                        .hasValue(total));
        Map<String, Long> fresh = new HashMap<>();
        for (JsonNode notice : consumer.notices()) {
            fresh.put(notice.path("id").asText(), notice.path("fresh").asLong());
        }
        assertThat(fresh.values().stream().mapToLong(Long::longValue).sum())
                .as("what each notice says is new, together")
                .isEqualTo(total);
    }

    private static long debuggerEvents(List<LoggedEvent> log) {
        return log.stream()
                .filter(logged -> logged.event().kind() == EventKind.DEBUGGER)
                .count();
    }

    private static List<String> keys(List<LoggedEvent> log) {
        return log.stream().map(logged -> key(logged.event())).toList();
    }

    private static String key(Event event) {
        return event.sid()
                + " %016x%016x".formatted(event.digest().high(), event.digest().low());
    }

    private static Map<String, List<String>> firstArrivals(List<String> arrived) {
        return bySubject(new ArrayList<>(new LinkedHashSet<>(arrived)));
    }

    private static Map<String, List<String>> bySubject(List<String> keys) {
        Map<String, List<String>> bySubject = new HashMap<>();
        for (String key : keys) {
            String sid = key.substring(0, key.indexOf(' '));
            if (!sid.isEmpty()) {
                bySubject.computeIfAbsent(sid, unseen -> new ArrayList<>()).add(key);
            }
        }
        return bySubject;
    }

    private static boolean isAllSent(Path database) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT (SELECT count(*) FROM delivery WHERE receiver = 'consumer' AND state = 'pending') = 0
                           AND (SELECT event_id FROM forward_mark) = (SELECT max(id) FROM event)""")) {
            return rows.next() && rows.getBoolean(1);
        }
    }
}
