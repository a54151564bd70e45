package dev.ringback.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The process may have few files open, or no more than it has. */
@Tag("outage")
@Timeout(180)
class FilesExhaustedTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void moreConnectionsThanFilesKeepNobodyOutWhoHasSomethingToSay() throws Exception {
        int port = ServeProcess.freePort();
        Ledger ledger = new Ledger();
        ServeProcess.Recipe recipe = new ServeProcess.Recipe(folder.resolve("few.db"), port).forManyStarts();
        try (ServeProcess serve = recipe.openFiles(400).start();
                HostileClients idle = new HostileClients(port, Attack.IDLE, 600).start();
                Sender sender = new Sender(port, 8, new EndlessTraffic(port, 7), ledger)) {
            await("the limit").atMost(SOON).until(() -> serve.said().contains("connections are open at port"));
            sender.pace(100).start();
            await("answers").atMost(SOON).until(() -> ledger.answers(204) > 300);
            sender.finish(SOON);
            assertThat(serve.said()).doesNotContain("Too many open files");
            assertThat(ledger.answers().keySet()).allMatch(status -> status / 100 == 2);
            Audit.of(folder.resolve("few.db"), ledger);
            new ResultRow("50-files", "600 idle connections to a process that may open 400 files")
                    .figure("%,d callbacks acknowledged meanwhile, none refused", ledger.answers(204))
                    .write();
        }
    }

    @Test
    void whenNoFileCanBeOpenedWhoIsConnectedIsServedAndOthersAreLetInLater() throws Exception {
        int port = ServeProcess.freePort();
        Ledger ledger = new Ledger();
        Ledger latecomers = new Ledger();
        Path database = folder.resolve("none.db");
        try (ServeProcess serve =
                        new ServeProcess.Recipe(database, port).forManyStarts().start();
                Sender sender = new Sender(port, 8, new EndlessTraffic(port, 8), ledger)) {
            sender.pace(100).start();
            await("answers").atMost(SOON).until(() -> ledger.answers(204) > 100);
            assumeTrue(limitFiles(serve, "10"), "limiting the files of another process needs prlimit");
            try (Sender late = new Sender(port, 8, new EndlessTraffic(port, 9), latecomers)) {
                late.start();
                await("accepting fails").atMost(SOON).until(() -> serve.said().contains("Too many open files"));
                long before = ledger.answers(204);
                await("answers").atMost(SOON).until(() -> ledger.answers(204) > before + 50);

                assertThat(limitFiles(serve, "4096")).isTrue();

                await("latecomers are let in").atMost(SOON).until(() -> latecomers.answers(204) > 10);
                late.finish(SOON);
            }
            sender.finish(SOON);
            assertThat(ledger.answers().keySet()).allMatch(status -> status / 100 == 2);
            assertThat(ledger.cut()).isZero();
            new ResultRow("51-no-files", "no file can be opened any more (`prlimit --nofile`)")
                    .figure("%,d callbacks acknowledged on open connections", ledger.answers(204))
                    .figure("new connections let in when there were files again")
                    .write();
        }
    }

    /** Only the soft limit: lifting the hard one would need root. */
    private static boolean limitFiles(ServeProcess serve, String most) throws InterruptedException {
        return Command.works("prlimit", "--pid", String.valueOf(serve.pid()), "--nofile=" + most + ":");
    }
}
