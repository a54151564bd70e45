package dev.ringback.forward.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SlidingCountTest {
    private static final Instant BEGIN = Instant.parse("2026-01-05T12:00:00Z");

    @Test
    void occurrencesThatLeaveTheWindowAreForgotten() {
        SlidingCount count = new SlidingCount(Duration.ofMinutes(1));
        count.add(BEGIN);
        count.add(BEGIN.plusMillis(999));
        count.add(BEGIN.plusSeconds(30));

        assertThat(count.until(BEGIN.plusSeconds(59))).isEqualTo(3);
        assertThat(count.until(BEGIN.plusSeconds(60))).isEqualTo(1);
        assertThat(count.oldest()).contains(BEGIN.plusSeconds(30));
        assertThat(count.until(BEGIN.plusSeconds(90))).isZero();
        assertThat(count.oldest()).isEmpty();
    }

    @Test
    void aLongWindowStaysSmallAndKnowsItsOldestExactly() {
        SlidingCount count = new SlidingCount(Duration.ofDays(1));
        for (int second = 7; second < 86_400; second++) {
            count.add(BEGIN.plusSeconds(second));
        }

        assertThat(count.until(BEGIN.plusSeconds(86_399))).isEqualTo(86_393);
        assertThat(count.entries()).hasSizeLessThanOrEqualTo(301);
        assertThat(count.oldest()).contains(BEGIN.plusSeconds(7));
        // exact to a 300th of the window
        assertThat(count.until(BEGIN.plusSeconds(86_400 + 43_200))).isBetween(43_200L - 288, 43_200L);
    }

    @Test
    void restoredCountsApplyToAnotherWindowToo() {
        SlidingCount count = new SlidingCount(Duration.ofMinutes(5));
        count.add(BEGIN);
        count.add(BEGIN.plusSeconds(1));
        SlidingCount longer = new SlidingCount(Duration.ofHours(1));

        longer.addAll(count.entries());

        assertThat(longer.until(BEGIN.plusSeconds(600))).isEqualTo(2);
        assertThat(longer.oldest()).contains(BEGIN);
    }
}
