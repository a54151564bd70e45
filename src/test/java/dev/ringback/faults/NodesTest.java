package dev.ringback.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.Form;
import dev.ringback.PostgresServer;
import dev.ringback.ingest.CallbackOptions;
import dev.ringback.storage.jdbi.DatabaseOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes before one PostgreSQL, two of which hear the same: one after the other is killed, then the database itself, and in the end its standby takes over. */
@Tag("timed")
@Tag("repeated")
class NodesTest {
    private static final int NODES = 3;
    private static final int KILLS = Form.pick(1, 3, 30);
    private static final int CONNECTIONS = 16;
    private static final int MOST_ANSWERS = Form.pick(400, 3_000);
    /** Event Streams are held for four seconds, and the nodes need one to notice. */
    private static final Duration BRIEF = Duration.ofMillis(2_500);

    private static final Duration SOON = Duration.ofSeconds(60);

    private final Random random = new Random(1);
    private final Ledger ledger = new Ledger();
    private final List<ServeProcess.Recipe> recipes = new ArrayList<>();
    private final List<ServeProcess> nodes = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void everyAcknowledgedEventIsStoredOnceAfterANodeOrThePrimaryDies() throws Exception {
        try (PostgresServer primary = PostgresServer.create(folder.resolve("primary"));
                PostgresServer standby = primary.standby(folder.resolve("standby"))) {
            List<EndlessTraffic> traffic = startNodes(primary.optionsOr(standby));
            for (int kill = 0; kill < KILLS; kill++) {
                int victim = random.nextInt(NODES);
                whileSending(traffic, () -> nodes.get(victim).kill());
                nodes.set(victim, recipes.get(victim).start());
            }
            Duration down = whileAway(traffic, () -> {
                primary.stopImmediately();
                Thread.sleep(Form.pick(1_000, 3_000));
                primary.start();
            });
            Duration failover = whileAway(traffic, () -> {
                primary.stopImmediately();
                standby.promote();
            });
            Audit audit = Audit.of(standby.options(), ledger);
            assertThat(ledger.answers().keySet()).allMatch(status -> status / 100 == 2 || status == 503);
            new ResultRow("50-nodes", "three nodes before one PostgreSQL with a standby, two of which hear the same")
                    .figure("%,d times a node was killed with `kill -9` under load", KILLS)
                    .figure(
                            "PostgreSQL stopped with `-m immediate` and back after %.1f s; then again, and the standby promoted after %.1f s",
                            down.toMillis() / 1000.0, failover.toMillis() / 1000.0)
                    .figure("%,d events acknowledged, 0 lost, 0 twice", audit.acknowledged())
                    .figure(
                            "%,d requests cut off, %,d answered 503, none before Twilio would give up",
                            ledger.cut(), ledger.answers(503))
                    .figure("the state equals the replayed log")
                    .write();
        } finally {
            nodes.forEach(ServeProcess::close);
        }
    }

    /** What each is to hear: the first two the same, at about the same time. */
    private List<EndlessTraffic> startNodes(DatabaseOptions database) throws Exception {
        int signed = ServeProcess.freePort();
        List<EndlessTraffic> traffic = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            int port = ServeProcess.freePort();
            ports.add(port);
            recipes.add(new ServeProcess.Recipe(database.jdbcUrl(), port)
                    .publicUrl("http://127.0.0.1:" + signed + "/twilio")
                    .forManyStarts());
            nodes.add(recipes.get(i).start());
            traffic.add(new EndlessTraffic(signed, Math.max(1, i)));
        }
        return traffic;
    }

    private interface Step {
        void run() throws Exception;
    }

    /** What nobody answered is sent again, to whichever node is asked first. */
    private void whileSending(List<EndlessTraffic> traffic, Step step) throws Exception {
        List<Sender> senders = new ArrayList<>();
        try {
            for (int i = 0; i < NODES; i++) {
                senders.add(new Sender(ports.get(i), CONNECTIONS, traffic.get(i), ledger).start());
            }
            awaitAnswers(CONNECTIONS * NODES + random.nextInt(MOST_ANSWERS));
            step.run();
            awaitAnswers(CONNECTIONS);
        } finally {
            for (Sender sender : senders) {
                sender.close();
            }
        }
    }

    /** Nobody is told of an error before Twilio would not wait any longer; returns how long the database was away. */
    private Duration whileAway(List<EndlessTraffic> traffic, Step step) throws Exception {
        long refused = ledger.answers(503);
        long[] lasted = new long[1];
        whileSending(traffic, () -> {
            long began = System.nanoTime();
            step.run();
            lasted[0] = System.nanoTime() - began;
            awaitAnswers(MOST_ANSWERS);
        });
        Duration away = Duration.ofNanos(lasted[0]);
        assertThat(ledger.answers(503) - refused)
                .as(() -> "refused while the database was away for " + away + "; the nodes said "
                        + nodes.stream().map(ServeProcess::said).toList())
                .isLessThanOrEqualTo(away.compareTo(BRIEF) < 0 ? 0 : Long.MAX_VALUE);
        assertThat(ledger.notable())
                .filteredOn(answer -> answer.status() == 503)
                .allSatisfy(answer -> assertThat(answer.took())
                        .as("held before 503")
                        .isGreaterThan((answer.delivery().stream()
                                        ? CallbackOptions.DEFAULT_STREAM_PATIENCE
                                        : CallbackOptions.DEFAULT_PATIENCE)
                                .minusMillis(200)));
        return away;
    }

    private void awaitAnswers(int more) throws InterruptedException {
        long count = ledger.answers(204) + more;
        long deadline = System.nanoTime() + SOON.toNanos();
        while (ledger.answers(204) < count && System.nanoTime() - deadline < 0) {
            Thread.sleep(1);
        }
        assertThat(ledger.answers(204)).as("acknowledged").isGreaterThanOrEqualTo(count);
    }
}
