package dev.ringback.forward.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.forward.receiver.Reply;
import dev.ringback.model.Delivery;
import dev.ringback.model.DeliveryAttempt;
import dev.ringback.model.DeliveryAttempt.Outcome;
import dev.ringback.storage.DeliveryStore.Attempted;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
    private static final Instant BEGIN = Instant.parse("2026-01-05T12:00:00Z");

    private final RetryPolicy whole = new RetryPolicy(() -> 1);

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "5, 32", "9, 512", "10, 900", "60, 900"})
    void thePauseDoublesUpToAQuarterOfAnHour(int attempts, int seconds) {
        assertThat(after(attempts, Reply.failed("503"), BEGIN).nextAttemptAt()).isEqualTo(BEGIN.plusSeconds(seconds));
    }

    @Test
    void anyPartOfThePauseMayBeWaited() {
        assertThat(new RetryPolicy(() -> 0).pause(Duration.ofSeconds(1), Duration.ofHours(1), 9))
                .isZero();
        assertThat(new RetryPolicy(() -> 0.25).pause(Duration.ofSeconds(1), Duration.ofHours(1), 4))
                .isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void aReceiverThatAsksForMoreTimeGetsIt() {
        Reply later = new Reply(Outcome.FAILED, "429", Duration.ofMinutes(7));

        assertThat(after(0, later, BEGIN).nextAttemptAt()).isEqualTo(BEGIN.plus(Duration.ofMinutes(7)));
        assertThat(after(10, later, BEGIN).nextAttemptAt()).isEqualTo(BEGIN.plus(Duration.ofMinutes(15)));
    }

    @Test
    void itIsTriedOnceMoreWhenTheDayIsOverAndThenGivenUp() {
        Instant late = BEGIN.plus(Duration.ofHours(23)).plus(Duration.ofMinutes(50));
        Attempted last = after(40, Reply.failed("503"), late);

        assertThat(last.state()).isEqualTo(Delivery.State.PENDING);
        assertThat(last.nextAttemptAt()).isEqualTo(BEGIN.plus(Duration.ofDays(1)));
        assertThat(after(41, Reply.failed("503"), last.nextAttemptAt()).state()).isEqualTo(Delivery.State.DEAD);
    }

    @Test
    void refusedDeliveriesAreGivenUpAndDeliveredOnesAreDone() {
        assertThat(after(0, Reply.refused("400"), BEGIN).state()).isEqualTo(Delivery.State.DEAD);
        assertThat(after(0, Reply.delivered("200"), BEGIN.plus(Duration.ofDays(2)))
                        .state())
                .isEqualTo(Delivery.State.DELIVERED);
    }

    @Test
    void aReceiverThatFailsInARowIsLeftAloneAndTriedCarefully() {
        Backoff backoff = new Backoff(whole);
        backoff.after(Reply.failed("503"), BEGIN);
        backoff.after(Reply.failed("503"), BEGIN);
        assertThat(backoff.until()).isEqualTo(Instant.MIN);
        assertThat(backoff.allowed(8)).isEqualTo(8);

        backoff.after(Reply.failed("503"), BEGIN);
        assertThat(backoff.until()).isEqualTo(BEGIN.plusSeconds(1));
        assertThat(backoff.allowed(8)).isEqualTo(1);
        for (int i = 0; i < 50; i++) {
            backoff.after(Reply.failed("503"), BEGIN);
        }
        assertThat(backoff.until()).isEqualTo(BEGIN.plusSeconds(60));

        backoff.after(Reply.delivered("200"), BEGIN);
        assertThat(backoff.allowed(8)).isEqualTo(8);
    }

    @Test
    void aReceiverThatAsksForItIsLeftAloneButNotForEver() {
        Backoff backoff = new Backoff(whole);

        backoff.after(new Reply(Outcome.FAILED, "429", Duration.ofSeconds(90)), BEGIN);
        assertThat(backoff.until()).isEqualTo(BEGIN.plusSeconds(90));
        backoff.after(new Reply(Outcome.FAILED, "429", Duration.ofDays(90)), BEGIN);
        assertThat(backoff.until()).isEqualTo(BEGIN.plus(Duration.ofHours(1)));
    }

    private Attempted after(int attempts, Reply reply, Instant now) {
        Delivery delivery = new Delivery(
                7,
                "team",
                "key",
                Delivery.Kind.NOTICE,
                null,
                "{}",
                BEGIN,
                BEGIN,
                Delivery.State.PENDING,
                BEGIN,
                attempts);
        DeliveryAttempt attempt = new DeliveryAttempt(now, Duration.ofMillis(5), reply.outcome(), reply.reason());
        return whole.after(delivery, attempt, reply, now);
    }
}
