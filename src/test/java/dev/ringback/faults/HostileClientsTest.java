package dev.ringback.faults;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.Form;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Slow and hostile clients at the public door, while Twilio goes on sending: its callbacks are answered about as fast as before, and memory
 * stays bounded. The full form tries one kind after the other, the short form all at once.
 */
@Timeout(1200)
@Tag("timed")
class HostileClientsTest {
    /** The Java machine itself, beside the heap: classes, code, threads, buffers. */
    private static final int MEGABYTES_BESIDE_THE_HEAP = 250;

    private static final int HEAP_MEGABYTES = Form.pick(256, 600);
    private static final int REQUESTS_A_SECOND = 200;
    private static final int CONNECTIONS = 16;
    private static final Duration WARM_UP = Form.pick(Duration.ofSeconds(1), Duration.ofSeconds(20));
    private static final Duration WINDOW = Form.pick(Duration.ofSeconds(1), Duration.ofSeconds(5));
    private static final int WINDOWS = Form.pick(1, 5);
    /** Time for an attack to get going: bodies and heads to pile up. */
    private static final Duration GATHERING = Form.pick(Duration.ofMillis(3500), Duration.ofSeconds(5));
    /** The short form runs on machines that do other things too. */
    private static final int FACTOR = Form.pick(10, 2);

    /** A machine that others use slows down by itself for seconds; an attack that works does so each time. */
    private static final int ATTEMPTS = 3;

    private static final Duration LEAST = Form.pick(Duration.ofSeconds(5), Duration.ofMillis(5));

    @TempDir
    Path folder;

    private record Hostile(Attack attack, int connections) {
        String title() {
            return String.format(Locale.ROOT, "%,d connections: %s", connections, attack.title());
        }
    }

    private static List<Hostile> hostiles() {
        return List.of(
                new Hostile(Attack.IDLE, Form.pick(1_000, 10_000)),
                new Hostile(Attack.SLOWLORIS, Form.pick(300, 2_000)),
                new Hostile(Attack.HALF_BODIES, Form.pick(100, 400)),
                new Hostile(Attack.DRIBBLED_BODIES, Form.pick(100, 400)),
                new Hostile(Attack.LARGE_BODIES, Form.pick(50, 300)),
                new Hostile(Attack.MANY_PARAMETERS, Form.pick(10, 50)),
                new Hostile(Attack.HEADER_FLOODS, Form.pick(300, 2_000)),
                new Hostile(Attack.HUGE_QUERIES, Form.pick(2, 20)),
                new Hostile(Attack.UNREAD_ANSWERS, Form.pick(10, 100)));
    }

    @Test
    void healthyCallbacksAreAnsweredAsBeforeAndMemoryIsBounded() throws Exception {
        Path database = folder.resolve("hostile.db");
        int port = ServeProcess.freePort();
        Ledger ledger = new Ledger();
        ServeProcess.Recipe recipe = new ServeProcess.Recipe(database, port).javaOption("-Xmx" + HEAP_MEGABYTES + "m");
        if (Form.NOW != Form.FULL) {
            recipe.forManyStarts();
        }
        try (ServeProcess serve = recipe.start();
                Sender sender = new Sender(port, CONNECTIONS, new EndlessTraffic(port, 6), ledger)) {
            sender.pace(REQUESTS_A_SECOND).start();
            sender.takeLatencies(WARM_UP);
            List<ResultRow> rows = new ArrayList<>();
            for (List<Hostile> together : rounds()) {
                rows.add(attack(together, serve, sender, port, 30 + rows.size()));
            }
            sender.finish(Duration.ofSeconds(30));
            assertThat(sender.timeOuts()).isZero();
            assertThat(ledger.answers().keySet()).allMatch(status -> status / 100 == 2);
            assertThat(ledger.cut()).as("healthy requests that were cut off").isZero();
            assertThat(serve.said()).doesNotContain("OutOfMemoryError");
            Audit.of(database, ledger);
            rows.forEach(ResultRow::write);
        }
    }

    private static List<List<Hostile>> rounds() {
        return Form.pick(List.of(hostiles()), hostiles().stream().map(List::of).toList());
    }

    private static ResultRow attack(List<Hostile> together, ServeProcess serve, Sender sender, int port, int place)
            throws Exception {
        String what = together.stream().map(Hostile::title).collect(joining(", "));
        Measured measured = measure(together, serve, sender, port);
        for (int again = 1; again < ATTEMPTS && measured.isSlow(); again++) {
            System.out.printf("faults: %s: slow, which may have been the machine: once more%n", what);
            measured = measure(together, serve, sender, port);
        }
        System.out.printf(
                "faults: %s: p99 %.1f ms before, %.1f ms during, %d MB, %d connected%n",
                what, millis(measured.before()), millis(measured.during()), measured.megabytes(), measured.connected());
        assertThat(measured.isSlow()).as("slow with " + what + ": " + measured).isFalse();
        assertThat(measured.megabytes())
                .as("resident megabytes with " + what)
                .isLessThan(HEAP_MEGABYTES + MEGABYTES_BESIDE_THE_HEAP);
        String name = together.get(0).attack().name().toLowerCase(Locale.ROOT);
        return new ResultRow(place + "-" + name, what)
                .figure(
                        "p99 of healthy callbacks %.1f ms before, %.1f ms during",
                        millis(measured.before()), millis(measured.during()))
                .figure("%,d of the connections stood", measured.connected())
                .figure("%d MB resident with a heap of %d MB", measured.megabytes(), HEAP_MEGABYTES);
    }

    /** What an attack did, beside how it was just before. */
    private record Measured(Duration before, Duration during, int connected, long megabytes) {
        boolean isSlow() {
            return during.compareTo(max(before.multipliedBy(FACTOR), LEAST)) >= 0;
        }
    }

    private static Measured measure(List<Hostile> together, ServeProcess serve, Sender sender, int port)
            throws Exception {
        Duration before = p99(sender);
        List<HostileClients> clients = new ArrayList<>();
        try {
            for (Hostile hostile : together) {
                clients.add(new HostileClients(port, hostile.attack(), hostile.connections()).start());
            }
            Thread.sleep(GATHERING.toMillis());
            Duration during = p99(sender);
            int connected = clients.stream().mapToInt(HostileClients::connected).sum();
            return new Measured(before, during, connected, serve.residentMegabytes());
        } finally {
            for (HostileClients hostile : clients) {
                hostile.close();
            }
        }
    }

    /** The median of several windows, so that one pause of the machine does not decide. */
    private static Duration p99(Sender sender) throws InterruptedException {
        List<Duration> windows = new ArrayList<>();
        for (int i = 0; i < WINDOWS; i++) {
            Latencies window = sender.takeLatencies(WINDOW);
            assertThat(window.size()).as("healthy callbacks that were answered").isPositive();
            windows.add(window.percentile(0.99));
        }
        return windows.stream().sorted().toList().get(windows.size() / 2);
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
