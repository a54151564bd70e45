package dev.ringback.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTimesTest {
    /** Half a bin. */
    private static final Percentage ERROR = Percentage.withPercentage(4.5);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aPercentileIsWrongByHalfABinAtMost(long seed) {
        Random random = new Random(seed);
        long[] bins = new long[DeliveryTimes.BINS];
        long[] times = new long[20_000];
        for (int i = 0; i < times.length; i++) {
            times[i] = Math.round(Math.exp(6 + 2 * random.nextGaussian()) + 100);
            bins[DeliveryTimes.bin(Duration.ofMillis(times[i]))]++;
        }
        Arrays.sort(times);

        for (double share : new double[] {0.01, 0.5, 0.95, 0.99, 1}) {
            long exact = times[(int) Math.ceil(share * times.length) - 1];
            assertThat(Objects.requireNonNull(DeliveryTimes.percentile(bins, share))
                            .toMillis())
                    .isCloseTo(exact, ERROR);
        }
    }

    @Test
    void whatIsTooShortOrTooLongBelongsToTheOuterBins() {
        assertThat(DeliveryTimes.bin(Duration.ZERO)).isZero();
        assertThat(DeliveryTimes.bin(Duration.ofMillis(1))).isZero();
        assertThat(DeliveryTimes.bin(Duration.ofMillis(2))).isEqualTo(8);
        assertThat(DeliveryTimes.bin(Duration.ofDays(24))).isEqualTo(DeliveryTimes.BINS - 1);
        assertThat(DeliveryTimes.bin(Duration.ofDays(1_000))).isEqualTo(DeliveryTimes.BINS - 1);
    }

    @Test
    void ofNothingThereIsNoPercentile() {
        assertThat(DeliveryTimes.percentile(new long[DeliveryTimes.BINS], 0.5)).isNull();
        assertThat(DeliveryTimes.percentile(new long[0], 0.95)).isNull();
    }
}
