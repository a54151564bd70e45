package dev.ringback.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.Form;
import dev.ringback.TestCallbacks;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Iterator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten times what the server can take. The sender has but the same processors, so it is the disk that is made slow: another connection holds
 * the lock of the database nine tenths of the time, and thousands of connections go on asking.
 */
@Timeout(600)
@Tag("timed")
class OverloadTest {
    private static final int HEAP_MEGABYTES = Form.pick(96, 600);
    private static final int MEGABYTES_BESIDE_THE_HEAP = 300;
    private static final int CONNECTIONS = Form.pick(1_800, 12_000);
    private static final Duration MEASURING = Form.pick(Duration.ofSeconds(1), Duration.ofSeconds(20));
    private static final Duration LASTING = Form.pick(Duration.ofSeconds(5), Duration.ofSeconds(60));
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    @Test
    void anOverloadIsHeldThenRefusedAndCountedAndNoAcknowledgedEventIsLost() throws Exception {
        Path database = folder.resolve("overloaded.db");
        int port = ServeProcess.freePort();
        Ledger ledger = new Ledger();
        ServeProcess.Recipe recipe = new ServeProcess.Recipe(database, port).javaOption("-Xmx" + HEAP_MEGABYTES + "m");
        try (ServeProcess serve = recipe.start()) {
            int capacity = capacity(port, ledger);
            long resident;
            double healing;
            long before = ledger.answers(204);
            Duration lasted;
            try (Sender sender = new Sender(port, CONNECTIONS, new LargeCallbacks(port), ledger)) {
                long began = System.nanoTime();
                try (SlowDisk disk = new SlowDisk(database).start()) {
                    sender.start();
                    resident = mostResident(serve, LASTING);
                    assertThat(disk.failure()).isNull();
                }
                lasted = Duration.ofNanos(System.nanoTime() - began);
                sender.finish(PATIENCE);
            }
            long acknowledged = ledger.answers(204) - before;
            long refused = ledger.answers(503);
            long offered = acknowledged + refused + ledger.cut();
            healing = recovery(port, ledger);

            assertThat(serve.said()).doesNotContain("OutOfMemoryError");
            assertThat(resident).as("resident megabytes").isLessThan(HEAP_MEGABYTES + MEGABYTES_BESIDE_THE_HEAP);
            assertThat(ledger.answers().keySet()).allMatch(status -> status / 100 == 2 || status == 503);
            assertThat(refused).as("refused").isPositive();
            assertThat(serve.metric("ringback_overloaded_total")).isPositive();
            Audit audit = Audit.of(database, ledger);
            new ResultRow("40-overload", "ten times what it can take, " + CONNECTIONS + " connections")
                    .figure("%d s; the disk took a tenth of %,d requests/s", lasted.toSeconds(), capacity)
                    .figure("%,d requests, %,d acknowledged, %,d refused with 503", offered, acknowledged, refused)
                    .figure("`ringback_overloaded_total` %.0f", serve.metric("ringback_overloaded_total"))
                    .figure("%d MB resident at most with a heap of %d MB", resident, HEAP_MEGABYTES)
                    .figure("all answered at once again after %.1f s", healing)
                    .figure("%,d events acknowledged, 0 lost", audit.acknowledged())
                    .write();
        }
    }

    /** Requests a second that it answers when nothing is wrong. */
    private static int capacity(int port, Ledger ledger) throws Exception {
        try (Sender sender = new Sender(port, 64, new LargeCallbacks(port), ledger).start()) {
            sender.takeLatencies(MEASURING);
            int answered = sender.takeLatencies(MEASURING).size();
            sender.finish(PATIENCE);
            return (int) Math.max(10, answered * 1000L / MEASURING.toMillis());
        }
    }

    private static long mostResident(ServeProcess serve, Duration during) throws Exception {
        long deadline = System.nanoTime() + during.toNanos();
        long most = 0;
        while (System.nanoTime() - deadline < 0) {
            most = Math.max(most, serve.residentMegabytes());
            Thread.sleep(50);
        }
        return most;
    }

    /** Seconds until a second passes in which nobody is refused and nobody waits. */
    private static double recovery(int port, Ledger ledger) throws Exception {
        long began = System.nanoTime();
        try (Sender sender =
                new Sender(port, 16, new LargeCallbacks(port), ledger).pace(50).start()) {
            while (true) {
                long refused = ledger.answers(503);
                Duration worst = sender.takeLatencies(Duration.ofSeconds(1)).percentile(1);
                double seconds = (System.nanoTime() - began) / 1e9;
                if (ledger.answers(503) == refused && worst.compareTo(Duration.ofSeconds(1)) < 0) {
                    sender.finish(PATIENCE);
                    return seconds;
                }
                assertThat(seconds).as("recovering").isLessThan((double) SOON.toSeconds());
            }
        }
    }

    /** Statuses of ever new messages, each as large as a long one with many parameters of the user's own. */
    private static final class LargeCallbacks implements Iterator<Delivery> {
        private static final String FILLER = "x".repeat(2_000);

        private final int port;

        LargeCallbacks(int port) {
            this.port = port;
        }

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public Delivery next() {
            return Delivery.ofForm(
                    TestCallbacks.messageStatus(TestCallbacks.sid("SM"), "sent")
                            .with("Filler", FILLER)
                            .form(),
                    port);
        }
    }

    /** Holds the lock of the database nine tenths of the time. */
    private static final class SlowDisk implements AutoCloseable {
        private static final long HELD_MILLIS = Form.pick(4_500, 900);
        private static final long FREE_MILLIS = HELD_MILLIS / 9;

        private final Path database;
        private final Thread thread = new Thread(this::run, "slow-disk");
        private volatile boolean running = true;
        private volatile Exception failure;

        SlowDisk(Path database) {
            this.database = database;
        }

        SlowDisk start() {
            thread.start();
            return this;
        }

        Exception failure() {
            return failure;
        }

        private void run() {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                    Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA busy_timeout = 10000");
                while (running) {
                    statement.execute("BEGIN IMMEDIATE");
                    Thread.sleep(HELD_MILLIS);
                    statement.execute("COMMIT");
                    Thread.sleep(FREE_MILLIS);
                }
            } catch (SQLException | InterruptedException e) {
                failure = e;
            }
        }

        @Override
        public void close() throws InterruptedException {
            running = false;
            thread.join();
        }
    }
}
