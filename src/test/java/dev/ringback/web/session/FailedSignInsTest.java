package dev.ringback.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FailedSignInsTest {
    private static final int FREE = 5;

    private final TestClock clock = new TestClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final FailedSignIns failures = new FailedSignIns(clock);

    private Duration fail(int times, String address) {
        Duration last = Duration.ZERO;
        for (int i = 0; i < times; i++) {
            last = failures.add(address);
        }
        return last;
    }

    @Test
    void aFewAreFreeAndThenEachIsAnsweredLaterUpToALimit() {
        assertThat(fail(FREE, "192.0.2.1")).isZero();
        assertThat(fail(1, "192.0.2.1")).isEqualTo(Duration.ofSeconds(1));
        assertThat(fail(1, "192.0.2.1")).isEqualTo(Duration.ofSeconds(2));
        assertThat(fail(2, "192.0.2.1")).isEqualTo(Duration.ofSeconds(8));
        assertThat(fail(1, "192.0.2.1")).isEqualTo(Duration.ofSeconds(10));
        assertThat(fail(1_000, "192.0.2.1")).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void oneAddressDoesNotSlowAnother() {
        fail(100, "192.0.2.1");
        assertThat(fail(1, "192.0.2.2")).isZero();
    }

    @Test
    void oneNetworkOfIpv6CountsAsOneAddress() {
        fail(FREE, "2001:db8:0:1:0:0:0:1");
        assertThat(fail(1, "2001:db8:0:1:aaaa:0:0:2")).isPositive();
        assertThat(fail(1, "2001:db8:0:2:0:0:0:1")).isZero();
        assertThat(fail(1, "2001:db8::1")).isZero();
        assertThat(fail(1, "::1")).isZero();
    }

    @Test
    void whoHasNotFailedForAWhileIsForgotten() {
        fail(100, "192.0.2.1");
        clock.advance(Duration.ofMinutes(16));
        assertThat(fail(1, "192.0.2.1")).isZero();
    }

    @Test
    void itRemembersSoManyAddressesAndNoMore() {
        fail(100, "192.0.2.1");
        for (int i = 0; i < 20_000; i++) {
            failures.add("10.0." + i / 256 + '.' + i % 256);
        }
        assertThat(failures.size()).isEqualTo(10_000);
        assertThat(fail(1, "192.0.2.1")).isZero();
        assertThat(fail(FREE, "10.0.78.31")).isPositive();
    }
}
