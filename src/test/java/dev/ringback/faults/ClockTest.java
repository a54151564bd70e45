package dev.ringback.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestCallbacks;
import dev.ringback.TestServer;
import dev.ringback.ingest.CallbackOptions;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The clock of the machine is set back by an hour, as by an operator or a virtual machine that was restored. */
@Timeout(120)
@Tag("timed")
class ClockTest {
    @TempDir
    Path folder;

    @Test
    void aClockThatStepsBackAnHourLosesNothingAndUndoesNothing() throws Exception {
        SteppingClock clock = new SteppingClock(TestServer.NOW);
        Ledger ledger = new Ledger();
        String sid = TestCallbacks.sid("SM");
        try (TestServer server = TestServer.start(folder, CallbackOptions.defaults(), clock);
                Sender sender =
                        new Sender(server.callbackPort(), 16, new EndlessTraffic(server.callbackPort(), 5), ledger)) {
            sender.start();
            post(server, ledger, sid, "sent");
            awaitMore(ledger);
            clock.step(Duration.ofHours(-1));
            post(server, ledger, sid, "delivered");
            post(server, ledger, sid, "sent");
            awaitMore(ledger);
            JsonPath timeline = server.read("/ringback/v1/timeline/" + sid).jsonPath();
            assertThat(timeline.getList("events.event_status", String.class)).hasSize(2);

            Response message = server.fetch("/Messages/" + sid + ".json");
            assertThat(message.path("status").toString()).isEqualTo("delivered");
            assertThat(Integer.parseInt(message.header("Age"))).isNotNegative();
            Response health = RestAssured.get(server.callbackUrl("/health"));
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.jsonPath().getInt("last_event_age_seconds")).isNotNegative();

            clock.step(Duration.ofHours(1));
            awaitMore(ledger);
            sender.finish(Duration.ofSeconds(30));
            assertThat(ledger.answers().keySet()).allMatch(status -> status / 100 == 2);
        }
        try (TestServer server = TestServer.start(folder)) {
            assertThat(server.fetch("/Messages/" + sid + ".json").path("status").toString())
                    .isEqualTo("delivered");
            Audit audit = Audit.of(TestServer.database(folder), ledger);
            new ResultRow("24-clock", "clock stepped back an hour, and forward again, under load")
                    .figure("no request refused or held")
                    .figure("%,d events acknowledged, 0 lost", audit.acknowledged())
                    .figure("a status sent after the step stands")
                    .write();
        }
    }

    private static void post(TestServer server, Ledger ledger, String sid, String status) {
        TestCallbacks callback = TestCallbacks.messageStatus(sid, status);
        Delivery delivery = Delivery.ofForm(callback.form(), server.callbackPort());
        ledger.sending(delivery);
        long asked = System.nanoTime();
        ledger.answered(delivery, server.post(callback).statusCode(), asked);
    }

    private static void awaitMore(Ledger ledger) throws InterruptedException {
        long enough = ledger.answers(204) + 200;
        while (ledger.answers(204) < enough) {
            Thread.sleep(1);
        }
    }

    /** Stands still between steps. */
    private static final class SteppingClock extends Clock {
        private final AtomicReference<Instant> now;

        SteppingClock(Instant start) {
            now = new AtomicReference<>(start);
        }

        void step(Duration by) {
            now.updateAndGet(instant -> instant.plus(by));
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("nobody asks for the time of a place");
        }
    }
}
