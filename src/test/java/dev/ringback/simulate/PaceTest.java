package dev.ringback.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void requestsAreSpreadEvenly() {
        Pace pace = new Pace(10);

        assertThat(pace.untilDue(5 * SECOND)).isZero();
        assertThat(pace.untilDue(5 * SECOND)).isEqualTo(SECOND / 10);
        assertThat(pace.untilDue(5 * SECOND + SECOND / 10)).isEqualTo(SECOND / 10);
    }

    @Test
    void whatWasHeldUpIsMadeGoodFor() {
        Pace pace = new Pace(10);
        pace.untilDue(0);

        assertThat(pace.untilDue(SECOND / 2)).isNegative();
        assertThat(pace.untilDue(SECOND / 2)).isNegative();
    }

    @Test
    void noMoreThanASecondIsMadeGoodFor() {
        Pace pace = new Pace(10);
        pace.untilDue(0);

        int atOnce = 0;
        while (pace.untilDue(60 * SECOND) <= 0) {
            atOnce++;
        }
        assertThat(atOnce).isEqualTo(11);
    }

    @Test
    void startOfTheClockDoesNotMatter() {
        assertThat(new Pace(1).untilDue(-7 * SECOND)).isZero();
    }
}
