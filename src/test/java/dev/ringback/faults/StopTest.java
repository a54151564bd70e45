package dev.ringback.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.Form;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM while many requests are under way: each is answered, or was never acknowledged. */
@Tag("repeated")
@Timeout(600)
class StopTest {
    private static final int CYCLES = Form.pick(1, 4, 20);
    private static final int CONNECTIONS = 48;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    @Test
    void aStopUnderLoadLosesNoAcknowledgedEvent() throws Exception {
        Path database = folder.resolve("stopped.db");
        int port = ServeProcess.freePort();
        Ledger ledger = new Ledger();
        EndlessTraffic traffic = new EndlessTraffic(port, 2);
        Random random = new Random(2);
        ServeProcess.Recipe recipe = new ServeProcess.Recipe(database, port).forManyStarts();
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            try (ServeProcess serve = recipe.start();
                    Sender sender = new Sender(port, CONNECTIONS, traffic, ledger)) {
                sender.start();
                long enough = ledger.answers(204) + 500 + random.nextInt(1000);
                while (ledger.answers(204) < enough) {
                    Thread.sleep(1);
                }
                assertThat(serve.terminate(PATIENCE)).as("exit code").isZero();
            }
        }
        assertThat(ledger.answers().keySet()).allMatch(status -> status / 100 == 2 || status == 503);
        try (ServeProcess serve = recipe.start()) {
            Audit audit = Audit.of(database, ledger);
            new ResultRow("11-stop", "SIGTERM under load, " + CONNECTIONS + " connections")
                    .figure("%d stops, all with exit code 0", CYCLES)
                    .figure("%,d events acknowledged, 0 lost", audit.acknowledged())
                    .figure("%,d requests told nothing, %,d told 503", ledger.cut(), ledger.answers(503))
                    .figure("%,d of these events stored", audit.unacknowledged())
                    .write();
            assertThat(serve.isAlive()).isTrue();
        }
    }
}
