package dev.ringback.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.DatabaseRows;
import dev.ringback.Form;
import dev.ringback.TestCallbacks;
import dev.ringback.TestClock;
import dev.ringback.model.Account;
import dev.ringback.model.Recording;
import dev.ringback.simulate.api.SimulatedTwilio;
import dev.ringback.simulate.api.SimulatedTwilioOptions;
import dev.ringback.storage.jdbi.postgres.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes with one vault before PostgreSQL, one of which is killed while it copies: the other takes its work over. */
@Tag("long")
@Timeout(600)
class VaultNodesKillTest {
    private static final int RECORDINGS = Form.pick(150, 300);
    private static final int AT_ONCE = 4;
    private static final Duration SOON = Duration.ofMinutes(4);

    @TempDir
    private Path folder;

    private final Instant now = Instant.now();
    private final SimulatedTwilio twilio = SimulatedTwilio.start(
            SimulatedTwilioOptions.of(Account.of(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN)),
            new TestClock(now));

    @AfterEach
    void stop() {
        twilio.close();
    }

    @Test
    void aKilledNodesWorkIsTakenOver() throws Exception {
        TestPostgres.open(folder).close();
        for (int i = 0; i < RECORDINGS; i++) {
            twilio.add(recording(i));
        }
        twilio.conditions().latency(Duration.ofMillis(100), Duration.ofMillis(150));
        Path config = Files.writeString(
                folder.resolve("ringback.yaml"), """
                upstream: {enabled: true, url: "%s"}
                vault: {folder: "%s", max_concurrent: %d}
                """.formatted(twilio.url(), folder.resolve("vault"), AT_ONCE));
        long killedAt;
        try (ServeProcess first = recipe(config).start();
                ServeProcess second = recipe(config).start()) {
            ListedRecordings.backfill(second, now.minus(Duration.ofDays(1)), "Recordings");
            await().atMost(SOON).until(() -> fetches() > RECORDINGS / 3);
            first.kill();
            killedAt = System.nanoTime();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(count("state = 'copied'")).isEqualTo(RECORDINGS));
        }
        double seconds = (System.nanoTime() - killedAt) / 1e9;

        assertThat(fetches())
                .as("only what the killed node was about to copy is fetched twice")
                .isBetween(RECORDINGS, RECORDINGS + AT_ONCE);
        new ResultRow(
                        "82-vault-nodes",
                        "two nodes with one vault before PostgreSQL, one of which is killed while it copies")
                .figure("%d recordings, %d fetches", RECORDINGS, fetches())
                .figure("all copied %.0f s after the kill", seconds)
                .write();
    }

    private static ServeProcess.Recipe recipe(Path config) throws Exception {
        return new ServeProcess.Recipe(TestPostgres.options().jdbcUrl(), ServeProcess.freePort())
                .config(config)
                .forManyStarts();
    }

    private int fetches() {
        return twilio.requests().count("GET", ".wav");
    }

    private static long count(String condition) throws Exception {
        return DatabaseRows.number(
                TestPostgres.options().jdbcUrl(), "SELECT count(*) FROM vault_object WHERE " + condition);
    }

    private Recording recording(int number) {
        return ListedRecordings.recording(number, now.minus(Duration.ofHours(6)), Duration.ofSeconds(2))
                .build();
    }
}
