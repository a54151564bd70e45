package dev.ringback.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.Form;
import dev.ringback.faults.Ledger.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Trouble with the database of a real server while webhooks keep coming: begins, lasts, ends by itself or by an operator's hand, and the
 * server goes on without a restart.
 */
final class Outage {
    /** Of forms and of Event Streams: in the full form as the product has them. */
    private static final Duration PATIENCE = Form.pick(Duration.ofMillis(1500), Duration.ofSeconds(12));

    private static final Duration STREAM_PATIENCE = Form.pick(PATIENCE, Duration.ofSeconds(4));
    /** Longer than requests are held, and long enough for later ones to be held until the end. */
    static final Duration LASTING = Form.pick(Duration.ofMillis(4500), Duration.ofSeconds(20));

    private static final Duration CALM = Form.pick(Duration.ofMillis(500), Duration.ofSeconds(3));
    /** What timers and a busy machine may be late. */
    private static final Duration SLACK = Duration.ofMillis(2500);

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int REQUESTS_A_SECOND = 30;
    private static final int CONNECTIONS = 600;

    private final Path database;
    private final Step breaking;
    private final Step mending;

    /** Something that is done to the database. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    /**
     * What was seen, all of it as it should be.
     *
     * @param held requests that waited more than a second and were then acknowledged
     * @param refused requests that were answered 503
     * @param healing from the end of the trouble to the next acknowledgement
     */
    record Seen(Duration lasted, long held, long refused, Duration healing, Audit audit) {
        void write(String name, String title) {
            new ResultRow(name, title)
                    .figure("lasted %.1f s", lasted.toMillis() / 1000.0)
                    .figure("%,d requests held and then acknowledged", held)
                    .figure("%,d answered 503, none before its %.1f s were over", refused, PATIENCE.toMillis() / 1000.0)
                    .figure("next acknowledgement %.1f s after it ended", healing.toMillis() / 1000.0)
                    .figure("%,d events acknowledged, 0 lost", audit.acknowledged())
                    .write();
        }
    }

    Outage(Path database, Step breaking, Step mending) {
        this.database = database;
        this.breaking = breaking;
        this.mending = mending;
    }

    /** Lasts longer than requests are held: some are refused, and only then. */
    Seen run() throws Exception {
        int port = ServeProcess.freePort();
        Ledger ledger = new Ledger();
        ServeProcess.Recipe recipe = new ServeProcess.Recipe(database, port).forManyStarts();
        if (Form.NOW != Form.FULL) {
            recipe.patience(PATIENCE);
        }
        try (ServeProcess serve = recipe.start();
                Sender sender = new Sender(port, CONNECTIONS, new EndlessTraffic(port, 3), ledger)) {
            sender.pace(REQUESTS_A_SECOND).start();
            Thread.sleep(CALM.toMillis());
            await("answers before the trouble").atMost(SOON).until(() -> ledger.answers(204) > 10);
            assertThat(ledger.answers(503)).isZero();

            long began = System.nanoTime();
            breaking.run();
            long broken = System.nanoTime();
            await("health tells").atMost(SOON).until(() -> serve.health() == 503);
            Thread.sleep(Math.max(0, LASTING.toMillis() - (System.nanoTime() - broken) / 1_000_000));
            mending.run();
            long ended = System.nanoTime();
            long before = ledger.answers(204);
            await("healing").pollInterval(Duration.ofMillis(10)).atMost(SOON).until(() -> ledger.answers(204) > before);
            Duration healing = Duration.ofNanos(System.nanoTime() - ended);
            await("health tells").atMost(SOON).until(() -> serve.health() == 200);
            Thread.sleep(CALM.toMillis());
            sender.finish(SOON);

            assertThat(sender.timeOuts()).isZero();
            assertThat(serve.isAlive()).isTrue();
            long refused = checkRefused(ledger, began, ended);
            assertThat(ledger.answers().keySet()).allMatch(status -> status / 100 == 2 || status == 503);
            long held = ledger.notable().stream()
                    .filter(answer -> answer.status() / 100 == 2)
                    .count();
            assertThat(held).as("requests that were held").isPositive();
            return new Seen(Duration.ofNanos(ended - broken), held, refused, healing, Audit.of(database, ledger));
        }
    }

    private static long checkRefused(Ledger ledger, long began, long ended) {
        List<Answer> refused = ledger.notable().stream()
                .filter(answer -> answer.status() == 503)
                .toList();
        assertThat(refused).isNotEmpty().allSatisfy(answer -> {
            Duration patience = answer.delivery().stream() ? STREAM_PATIENCE : PATIENCE;
            assertThat(answer.took()).as("held before 503").isGreaterThan(patience.minusMillis(200));
            assertThat(answer.answeredAt() - began).as("503 after it began").isPositive();
            assertThat(answer.answeredAt() - ended).as("503 after it ended").isLessThan(SLACK.toNanos());
        });
        return refused.size();
    }
}
