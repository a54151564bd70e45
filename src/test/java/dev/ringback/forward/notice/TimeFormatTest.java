package dev.ringback.forward.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.forward.rule.Timespan;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeFormatTest {

    @Test
    void sayHowLongInTheTwoGreatestUnits() {
        assertThat(between("1s")).isEqualTo("1 second");
        assertThat(between("1m30s")).isEqualTo("1 minute 30 seconds");
        assertThat(between("2h")).isEqualTo("2 hours");
        assertThat(between("1h20m59s")).isEqualTo("1 hour 20 minutes");
        assertThat(between("1d5m")).isEqualTo("1 day");
        assertThat(between("12d3h")).isEqualTo("12 days 3 hours");
    }

    @Test
    void sayNothingOddOfMomentsThatLieOddly() {
        assertThat(TimeFormat.between(Instant.EPOCH, Instant.EPOCH.plusMillis(999)))
                .isEqualTo("less than a second");
        assertThat(TimeFormat.between(Instant.EPOCH, Instant.EPOCH.minusSeconds(5)))
                .isEqualTo("less than a second");
        assertThat(TimeFormat.instant(Instant.parse("2026-01-31T12:00:00.999Z")))
                .isEqualTo("2026-01-31 12:00:00 UTC");
    }

    private static String between(String timespan) {
        return TimeFormat.between(Instant.EPOCH, Instant.EPOCH.plus(Timespan.parse(timespan)));
    }
}
