package dev.ringback.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.Form;
import dev.ringback.TestCallbacks;
import dev.ringback.forward.rule.Timespan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The Debugger reports 10,000 errors a minute: those who are told hear of it a few times, and callbacks come in as if nothing was. */
@Timeout(900)
@Tag("timed")
@Tag("repeated")
class StormTest {
    private static final int PER_SECOND = 167;
    private static final Duration LASTING =
            Form.pick(Duration.ofSeconds(3), Duration.ofSeconds(12), Duration.ofMinutes(5));
    private static final Duration WITHOUT =
            Form.pick(Duration.ofSeconds(3), Duration.ofSeconds(6), Duration.ofMinutes(1));
    private static final Duration WARM_UP =
            Form.pick(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(20));
    private static final String INTERVAL = Form.pick("3s", "5s", "1m");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int FACTOR = Form.pick(5, 2);
    private static final Duration NOISE = Form.pick(Duration.ofMillis(200), Duration.ofMillis(20));
    private static final String ERROR = """
            {"resource_sid": "%s", "service_sid": null, "error_code": "%s", "more_info": {"msg": "HTTP retrieval failure"},
             "webhook": {"type": "application/json",
               "request": {"method": "POST", "url": "https://app.example.com/voice", "headers": {}, "parameters": {"CallSid": "%1$s"}},
               "response": {"status_code": 502, "headers": {}, "body": "<html>Bad gateway</html>"}}}""";

    @TempDir
    Path folder;

    @Test
    void aFewNoticesTellOfAllOfThemAndCallbacksComeInAsBefore() throws Exception {
        try (Consumer consumer = new Consumer(0)) {
            Duration without = storm("without", "", consumer, WITHOUT).p99();
            Storm with = storm("with", rules(consumer), consumer, LASTING);

            long seconds = with.lasted().toSeconds();
            // The first after 2 s, then one each interval, of two of the three codes: one is noise.
            long most = 2 * (2 + seconds / Timespan.parse(INTERVAL).toSeconds());
            assertThat(consumer.notices()).hasSizeBetween(2, (int) most);
            assertThat(consumer.notices())
                    .extracting(
                            notice -> notice.path("labels").path("error_code").asText())
                    .doesNotContain("12100");
            // As much as the noise of this machine allows to say.
            assertThat(with.p99()).isLessThan(without.multipliedBy(FACTOR).plus(NOISE));
            new ResultRow("91-storm", "10,000 Debugger events a minute for %d s".formatted(LASTING.toSeconds()))
                    .figure(
                            "%,d events, %d notices, which count them exactly",
                            with.sent(), consumer.notices().size())
                    .figure(
                            "p99 of callbacks %.1f ms, %.1f ms where nobody is told",
                            with.p99().toNanos() / 1e6, without.toNanos() / 1e6)
                    .write();
        }
    }

    /**
     * What was sent, and how long the answers took.
     *
     * @param sent acknowledged events, the warm-up among them
     * @param lasted from the first event until all were told of
     */
    private record Storm(long sent, Duration p99, Duration lasted) {}

    private Storm storm(String name, String yaml, Consumer consumer, Duration lasting) throws Exception {
        int port = ServeProcess.freePort();
        Path config = Files.writeString(folder.resolve(name + ".yaml"), yaml);
        Ledger ledger = new Ledger();
        ServeProcess.Recipe recipe = new ServeProcess.Recipe(folder.resolve(name + ".db"), port).config(config);
        try (ServeProcess serve = recipe.start();
                Sender sender = new Sender(port, 16, new Errors(port), ledger).pace(PER_SECOND)) {
            assertThat(consumer.notices()).isEmpty();
            long began = System.nanoTime();
            sender.start();
            sender.takeLatencies(WARM_UP);
            Latencies latencies = sender.takeLatencies(lasting);
            sender.finish(PATIENCE);
            assertThat(ledger.answers().keySet()).containsExactly(204);
            if (!yaml.isEmpty()) {
                long sent = ledger.answers(204);
                // Of three codes in turn the third is noise.
                long toTell = sent / 3 * 2 + sent % 3;
                await().atMost(PATIENCE).until(() -> told(consumer) == toTell);
            }
            assertThat(serve.isAlive()).isTrue();
            Duration lasted = Duration.ofNanos(System.nanoTime() - began);
            return new Storm(ledger.answers(204), latencies.percentile(0.99), lasted);
        }
    }

    /** What the notices say is new, together. */
    private static long told(Consumer consumer) {
        return consumer.notices().stream()
                .mapToLong(notice -> notice.path("fresh").asLong())
                .sum();
    }

    private static String rules(Consumer consumer) {
        return """
                alerts:
                  allow_private: [127.0.0.1]
                  receivers:
                    - name: team
                      webhook: {url: "%s", secrets: whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=}
                  rules:
                    - {name: errors, matchers: [level = error], group_by: [error_code], group_wait: 2s, group_interval: %s, receivers: [team]}
                """.formatted(consumer.url("/notices"), INTERVAL);
    }

    /** Errors of the Debugger, without end. */
    private static final class Errors implements Iterator<Delivery> {
        private static final String[] CODES = {"11200", "11205", "12100"};

        private final int port;
        private int count;

        Errors(int port) {
            this.port = port;
        }

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public Delivery next() {
            String payload = ERROR.formatted(TestCallbacks.sid("CA"), CODES[count++ % CODES.length]);
            return Delivery.ofForm(
                    TestCallbacks.debugger(TestCallbacks.sid("NO"), payload).form(), port);
        }
    }
}
