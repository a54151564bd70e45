package dev.ringback.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void requestsAreSpreadEvenly() {
        RateLimiter limiter = new RateLimiter(10);

        assertThat(limiter.untilDue(5 * SECOND)).isZero();
        assertThat(limiter.untilDue(5 * SECOND)).isEqualTo(SECOND / 10);
        assertThat(limiter.untilDue(5 * SECOND + SECOND / 10)).isEqualTo(SECOND / 10);
    }

    @Test
    void aDelayIsMadeUpFor() {
        RateLimiter limiter = new RateLimiter(10);
        limiter.untilDue(0);

        assertThat(limiter.untilDue(SECOND / 2)).isNegative();
        assertThat(limiter.untilDue(SECOND / 2)).isNegative();
    }

    @Test
    void atMostASecondOfDelayIsMadeUpFor() {
        RateLimiter limiter = new RateLimiter(10);
        limiter.untilDue(0);

        int atOnce = 0;
        while (limiter.untilDue(60 * SECOND) <= 0) {
            atOnce++;
        }
        assertThat(atOnce).isEqualTo(11);
    }

    @Test
    void startOfTheClockDoesNotMatter() {
        assertThat(new RateLimiter(1).untilDue(-7 * SECOND)).isZero();
    }
}
