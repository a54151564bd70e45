package dev.ringback.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StepSizeTest {
    private final StepSize size = new StepSize();

    @Test
    void settlesWhereAStepTakesWhatItIsMeantToTake() {
        run(50, 100_000);

        assertThat(size.get()).isEqualTo(100);
    }

    @Test
    void fallsAtOnceWhenStepsBecomeSlow() {
        run(50, 100_000);

        size.learn(Duration.ofMillis(100));

        assertThat(size.get()).isEqualTo(10);
    }

    @Test
    void neverFallsToNothingNorGrowsWithoutEnd() {
        size.learn(Duration.ofMinutes(1));
        assertThat(size.get()).isEqualTo(1);

        run(100, 1);
        assertThat(size.get()).isEqualTo(1_000);
        size.learn(Duration.ZERO);
        assertThat(size.get()).isEqualTo(1_000);
    }

    private void run(int steps, long nanosPerEvent) {
        for (int i = 0; i < steps; i++) {
            size.learn(Duration.ofNanos(nanosPerEvent * size.get()));
        }
    }
}
