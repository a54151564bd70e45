package dev.ringback.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.Form;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} while many requests are under way, over and over. */
@Tag("repeated")
class KillTest {
    private static final int CYCLES = Form.pick(2, 10, 100);
    /** With a database of its own for so many cycles, the replay after each of them stays quick. */
    private static final int CYCLES_OF_A_DATABASE = 10;

    private static final int CONNECTIONS = 48;
    /** The kill comes after some number of answers up to this. */
    private static final int MOST_ANSWERS = Form.pick(400, 3_000);

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Random random = new Random(1);

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void everyAcknowledgedEventIsStoredOnceAfterEachKillAndTheStateFollowsFromTheLog() throws Exception {
        int acknowledged = 0;
        int unacknowledged = 0;
        int duringStart = 0;
        long cut = 0;
        for (int cycle = 0; cycle < CYCLES; cycle += CYCLES_OF_A_DATABASE) {
            Series series = new Series(folder.resolve("killed-" + cycle + ".db"), cycle);
            for (int i = 0; i < Math.min(CYCLES_OF_A_DATABASE, CYCLES - cycle); i++) {
                series.cycle();
            }
            Audit audit = series.restartAndAudit();
            acknowledged += audit.acknowledged();
            unacknowledged += audit.unacknowledged();
            duringStart += series.killedDuringStart;
            cut += series.ledger.cut();
        }
        assertThat(acknowledged).isGreaterThan(CYCLES * CONNECTIONS);
        assertThat(cut).as("requests under way when it was killed").isGreaterThan(CYCLES * CONNECTIONS / 2);
        new ResultRow("10-kill", "`kill -9` under load, " + CONNECTIONS + " connections")
                .figure("%,d cycles and %,d kills during start", CYCLES, duringStart)
                .figure("%,d events acknowledged, 0 lost, 0 twice", acknowledged)
                .figure("%,d requests cut off", cut)
                .figure("%,d stored without an answer (allowed)", unacknowledged)
                .figure("after each restart the state equals the replayed log")
                .write();
    }

    /** Cycles on one database. */
    private final class Series {
        private final Path database;
        private final int port = ServeProcess.freePort();
        private final Ledger ledger = new Ledger();
        private final EndlessTraffic traffic;
        private final ServeProcess.Recipe recipe;
        private int killedDuringStart;

        Series(Path database, long seed) throws Exception {
            this.database = database;
            this.traffic = new EndlessTraffic(port, seed);
            this.recipe = new ServeProcess.Recipe(database, port).forManyStarts();
        }

        /** Starts, looks whether all is well, sends, and kills in the middle of it. */
        void cycle() throws Exception {
            if (random.nextInt(5) == 0) {
                killDuringStart();
            }
            try (ServeProcess serve = recipe.start()) {
                Audit.of(database, ledger);
                // What got no answer before is sent again, as Twilio does: it may be there already.
                try (Sender sender = new Sender(port, CONNECTIONS, traffic, ledger)) {
                    sender.start();
                    awaitAnswers(ledger.answers(204) + CONNECTIONS + random.nextInt(MOST_ANSWERS));
                    serve.kill();
                }
            }
        }

        private void killDuringStart() throws Exception {
            try (ServeProcess starting = recipe.spawn()) {
                Thread.sleep(random.nextInt(1500));
                starting.kill();
            }
            killedDuringStart++;
        }

        private void awaitAnswers(long count) throws InterruptedException {
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (ledger.answers(204) < count && System.nanoTime() - deadline < 0) {
                Thread.sleep(1);
            }
            assertThat(ledger.answers(204)).as("acknowledged").isGreaterThanOrEqualTo(count);
        }

        Audit restartAndAudit() throws Exception {
            try (ServeProcess serve = recipe.start()) {
                assertThat(serve.health()).isEqualTo(200);
                assertThat(ledger.answers().keySet()).allMatch(status -> status / 100 == 2);
                return Audit.of(database, ledger);
            }
        }
    }
}
