package dev.ringback.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When requests were sent by Twilio's clock, which tells whole seconds. */
class ServerClockTest {
    private static final Instant ZERO = Instant.parse("2026-01-01T10:00:00.3Z");
    private static final long MILLI = 1_000_000;

    private final ServerClock clock = new ServerClock();

    private Instant sent(long sentMillis, long tookMillis) {
        Instant told = ZERO.plusMillis(sentMillis + tookMillis).truncatedTo(ChronoUnit.SECONDS);
        return clock.sentAt(told, sentMillis * MILLI, (sentMillis + tookMillis) * MILLI);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsSentLaterIsLaterAndNothingIsAfterTheTruth(long seed) {
        Random random = new Random(seed);
        Instant before = Instant.EPOCH;
        long at = 0;
        for (int i = 0; i < 1_000; i++) {
            at += 1 + random.nextInt(50);
            Instant sent = sent(at, 1 + random.nextInt(400));
            assertThat(sent).isAfter(before).isBeforeOrEqualTo(ZERO.plusMillis(at));
            before = sent;
        }
        assertThat(before).isAfter(ZERO.plusMillis(at - 100));
    }

    @Test
    void aClockThatIsSetBackIsBelieved() {
        sent(0, 10);
        Instant told = Instant.parse("2026-01-01T09:00:00Z");

        assertThat(clock.sentAt(told, 5_000 * MILLI, 5_010 * MILLI)).isEqualTo(told.minusMillis(10));
    }
}
