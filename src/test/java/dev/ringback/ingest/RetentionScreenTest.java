package dev.ringback.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestAnswers;
import dev.ringback.TestCallbacks;
import dev.ringback.TestTraffic;
import dev.ringback.model.Entry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Answers older than the retention are kept out, and nothing else is. */
class RetentionScreenTest {
    /** Last changed on 2026-01-01 at 10:00:02. */
    private static final Entry ANSWER =
            TestAnswers.message(TestCallbacks.sid("SM"), "delivered").askedAt(Instant.parse("2026-01-31T10:00:02Z"));

    private static EventScreen screen(String now) {
        return new RetentionScreen(Duration.ofDays(30), Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    }

    @Test
    void anAnswerIsKeptOutWhenItIsOlderThanTheRetention() {
        assertThat(screen("2026-01-31T10:00:02Z").screen(ANSWER)).isSameAs(ANSWER);
        assertThat(screen("2026-01-31T10:00:02.001Z").screen(ANSWER)).isNull();
    }

    @Test
    void everythingPassesWhereAllIsKept() {
        assertThat(new RetentionScreen(null, Clock.systemUTC()).screen(ANSWER)).isSameAs(ANSWER);
    }

    @Test
    void deletionsAndCallbacksPass() {
        Entry deletion =
                TestAnswers.message(TestCallbacks.sid("SM"), "delivered").deletedAt(Instant.EPOCH);
        Entry callback = TestTraffic.entry(TestCallbacks.messageStatus(TestCallbacks.sid("SM"), "sent"), Instant.EPOCH);
        assertThat(screen("2026-03-31T10:00:02Z").screen(deletion)).isSameAs(deletion);
        assertThat(screen("2026-03-31T10:00:02Z").screen(callback)).isSameAs(callback);
    }
}
