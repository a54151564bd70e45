package dev.ringback.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.Form;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The file of the database goes away under a server that is being sent to. */
@Tag("outage")
@Timeout(180)
class RemovedFileTest {
    private static final int ROUNDS = Form.pick(1, 4, 20);
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    @Tag("repeated")
    @EnabledOnOs(OS.LINUX)
    void aDeletedFileIsWrittenBackWithEverythingThatWasAcknowledged() throws Exception {
        Path database = folder.resolve("deleted.db");
        int port = ServeProcess.freePort();
        Ledger ledger = new Ledger();
        try (ServeProcess serve =
                        new ServeProcess.Recipe(database, port).forManyStarts().start();
                Sender sender = new Sender(port, 16, new EndlessTraffic(port, 4), ledger)) {
            sender.pace(500).start();
            for (int round = 0; round < ROUNDS; round++) {
                awaitMore(ledger, 100);
                for (String suffix : new String[] {"", "-wal", "-shm"}) {
                    Files.deleteIfExists(Path.of(database + suffix));
                }
                await("the file")
                        .pollInterval(Duration.ofMillis(5))
                        .atMost(SOON)
                        .until(() -> Files.exists(database));
                awaitMore(ledger, 1);
            }
            sender.finish(SOON);
            assertThat(ledger.answers().keySet()).allMatch(status -> status / 100 == 2);
            assertThat(serve.health()).isEqualTo(200);
            Audit audit = Audit.of(database, ledger);
            serve.kill();
            try (ServeProcess again = new ServeProcess.Recipe(database, port).start()) {
                assertThat(again.health()).isEqualTo(200);
                assertThat(Audit.of(database, ledger)).isEqualTo(audit);
            }
            new ResultRow("22-deleted", "database file deleted, log and index too")
                    .figure("%d times under 500 requests/s, each time written back", ROUNDS)
                    .figure("no request refused")
                    .figure("%,d events acknowledged, 0 lost, also after `kill -9`", audit.acknowledged())
                    .write();
        }
    }

    @Test
    @Tag("long")
    void aFileThatWasMovedAwayIsWaitedFor() throws Exception {
        Path database = folder.resolve("moved.db");
        Path away = Files.createDirectory(folder.resolve("away")).resolve("moved.db");

        Outage.Seen seen =
                new Outage(database, () -> Files.move(database, away), () -> Files.move(away, database)).run();

        seen.write("22-moved", "database file moved away, and back");
    }

    private static void awaitMore(Ledger ledger, int answers) throws InterruptedException {
        long enough = ledger.answers(204) + answers;
        long deadline = System.nanoTime() + SOON.toNanos();
        while (ledger.answers(204) < enough) {
            assertThat(System.nanoTime() - deadline).as("waiting for answers").isNegative();
            Thread.sleep(1);
        }
    }
}
