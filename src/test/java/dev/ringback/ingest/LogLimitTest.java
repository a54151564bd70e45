package dev.ringback.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.CapturedLog;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogLimitTest {
    private final AtomicLong nanoTime = new AtomicLong();
    private final LogLimit limit =
            LogLimit.perSecond(LoggerFactory.getLogger(LogLimitTest.class), 2, "refusals", nanoTime::get);

    @Test
    void theNextLineTellsHowManyWereLeftOut() {
        try (CapturedLog log = CapturedLog.of(LogLimitTest.class.getName())) {
            for (int i = 1; i <= 5; i++) {
                String line = "refusal " + i;
                limit.warn(() -> line);
            }
            nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(1));
            limit.warn(() -> "refusal 6");
            limit.warn(() -> "refusal 7");

            assertThat(log.lines())
                    .containsExactly(
                            "WARN refusal 1",
                            "WARN refusal 2",
                            "WARN refusal 6 (3 more refusals not logged)",
                            "WARN refusal 7");
        }
    }

    @Test
    void errorsTellItTooWithTheirCauseOrWithout() {
        try (CapturedLog log = CapturedLog.of(LogLimitTest.class.getName())) {
            for (int i = 0; i < 3; i++) {
                limit.error(() -> "no", new IllegalStateException("why"));
            }
            nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(1));
            limit.error(() -> "no", new IllegalStateException("why"));
            limit.error(() -> "no");

            assertThat(log.lines())
                    .containsExactly("ERROR no", "ERROR no", "ERROR no (1 more refusals not logged)", "ERROR no");
        }
    }

    @Test
    void lineThatIsLeftOutIsNotEvenMade() {
        AtomicLong made = new AtomicLong();
        for (int i = 0; i < 5; i++) {
            limit.warn(() -> "line " + made.incrementAndGet());
        }

        assertThat(made).hasValue(2);
    }

    @Test
    void textOfAStrangerIsWrittenAsItIs() {
        try (CapturedLog log = CapturedLog.of(LogLimitTest.class.getName())) {
            limit.warn(() -> "refused {} %s");

            assertThat(log.lines()).containsExactly("WARN refused {} %s");
        }
    }
}
