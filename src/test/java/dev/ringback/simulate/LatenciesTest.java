package dev.ringback.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void withoutAnswersAllIsZero() {
        assertThat(latencies.times()).isEqualTo(new AnswerTimes(Duration.ZERO, Duration.ZERO, Duration.ZERO));
    }

    @Test
    void quantilesAreExactToOneInAHundredAndTheSlowestIsExact() {
        for (int millis = 1; millis <= 1000; millis++) {
            latencies.add(Duration.ofMillis(millis).toNanos());
        }

        assertThat(latencies.times().median().toNanos()).isCloseTo(500_000_000L, withinPercentage(1));
        assertThat(latencies.times().p99().toNanos()).isCloseTo(990_000_000L, withinPercentage(1));
        assertThat(latencies.times().slowest()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void quantileIsNeverSlowerThanTheSlowest() {
        latencies.add(1_234_567);

        assertThat(latencies.times().median()).isEqualTo(Duration.ofNanos(1_234_567));
    }

    @Test
    void strangeTimesAreCountedToo() {
        latencies.add(0);
        latencies.add(Duration.ofDays(1).toNanos());

        assertThat(latencies.times().slowest()).isEqualTo(Duration.ofDays(1));
    }
}
