package dev.ringback.forward.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.forward.receiver.Reply;
import dev.ringback.model.DeliveryAttempt.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FailingHostsTest {
    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");
    private static final String HOST = "app.example.com";

    private final FailingHosts hosts = new FailingHosts(new RetryPolicy(() -> 1));

    private void failTimes(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(hosts.begin(HOST, NOW)).isEmpty();
            hosts.end(HOST, Reply.failed("500"), NOW);
        }
    }

    @Test
    void aHostThatFailsThreeTimesIsLeftAloneAndNoOther() {
        failTimes(3);

        assertThat(hosts.begin(HOST, NOW)).contains(Duration.ofSeconds(1));
        assertThat(hosts.begin("other.example.com", NOW)).isEmpty();
    }

    @Test
    void afterItsPauseItIsTriedWithOneRequestUntilOneSucceeds() {
        failTimes(3);
        Instant later = NOW.plusSeconds(2);

        assertThat(hosts.begin(HOST, later)).isEmpty();
        assertThat(hosts.begin(HOST, later)).isPresent();
        hosts.end(HOST, Reply.delivered("204"), later);
        assertThat(hosts.begin(HOST, later)).isEmpty();
        assertThat(hosts.begin(HOST, later)).isEmpty();
    }

    @Test
    void whatIsRefusedShowsThatTheHostWorks() {
        failTimes(2);
        hosts.end(HOST, Reply.refused("400"), NOW);
        failTimes(2);

        assertThat(hosts.begin(HOST, NOW)).isEmpty();
    }

    @Test
    void aHostThatAsksForItIsLeftAloneAtOnce() {
        hosts.end(HOST, new Reply(Outcome.FAILED, "429", Duration.ofSeconds(30)), NOW);

        assertThat(hosts.begin(HOST, NOW)).contains(Duration.ofSeconds(30));
    }
}
