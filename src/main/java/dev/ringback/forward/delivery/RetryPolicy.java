package dev.ringback.forward.delivery;

import dev.ringback.forward.receiver.Reply;
import dev.ringback.model.Delivery;
import dev.ringback.model.DeliveryAttempt;
import dev.ringback.model.DeliveryAttempt.Outcome;
import dev.ringback.storage.DeliveryStore.Attempted;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/**
 * Decides when a failed delivery is tried again: after a random part of a time that doubles with each attempt, not before the receiver's
 * {@code Retry-After}, and for a day at most.
 */
final class RetryPolicy {
    static final Duration GIVE_UP = Duration.ofDays(1);
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final DoubleSupplier random;

    /** @param random from 0 to 1 */
    RetryPolicy(DoubleSupplier random) {
        this.random = random;
    }

    /** Returns the new state of a delivery after an attempt that ended now. */
    Attempted after(Delivery delivery, DeliveryAttempt attempt, Reply reply, Instant now) {
        Instant deadline = delivery.since().plus(GIVE_UP);
        if (reply.outcome() == Outcome.DELIVERED) {
            return new Attempted(delivery.id(), attempt, Delivery.State.DELIVERED, now);
        }
        if (reply.outcome() == Outcome.REFUSED || !now.isBefore(deadline)) {
            return new Attempted(delivery.id(), attempt, Delivery.State.DEAD, now);
        }
        Duration pause = pause(FIRST, LONGEST, delivery.attempts());
        Duration wanted = reply.retryAfter() == null ? Duration.ZERO : reply.retryAfter();
        Instant next = now.plus(pause.compareTo(wanted) < 0 ? wanted : pause);
        return new Attempted(delivery.id(), attempt, Delivery.State.PENDING, next.isBefore(deadline) ? next : deadline);
    }

    /** Returns a random part of a time that doubles with each failure. */
    Duration pause(Duration first, Duration longest, int failures) {
        double whole = Math.min((double) longest.toMillis(), first.toMillis() * Math.pow(2, failures));
        return Duration.ofMillis((long) (random.getAsDouble() * whole));
    }
}
