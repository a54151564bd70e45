package dev.ringback.forward.delivery;

import dev.ringback.forward.receiver.Reply;
import dev.ringback.forward.receiver.Reply.Fault;
import dev.ringback.model.DeliveryAttempt.Outcome;
import java.time.Duration;
import java.time.Instant;

/**
 * Pauses a receiver that asks for it or that failed several times in a row, however many deliveries are pending. After repeated failures it is
 * tried with one delivery at a time. Used by one thread.
 */
final class Backoff {
    private static final int PATIENT = 3;
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration LONGEST_WANTED = Duration.ofHours(1);

    private final RetryPolicy retries;
    private int failures;
    private Instant until = Instant.MIN;

    Backoff(RetryPolicy retries) {
        this.retries = retries;
    }

    void after(Reply reply, Instant now) {
        if (reply.fault() == Fault.ADDRESS) {
            return;
        }
        if (reply.outcome() != Outcome.FAILED) {
            failures = 0;
            return;
        }
        failures++;
        if (failures >= PATIENT) {
            backoff(now, retries.pause(FIRST, LONGEST, failures - PATIENT));
        }
        Duration wanted = reply.retryAfter();
        if (wanted != null) {
            backoff(now, wanted.compareTo(LONGEST_WANTED) < 0 ? wanted : LONGEST_WANTED);
        }
    }

    private void backoff(Instant now, Duration pause) {
        Instant end = now.plus(pause);
        until = end.isAfter(until) ? end : until;
    }

    /** Returns when the receiver may be tried again. */
    Instant until() {
        return until;
    }

    /** Returns how many deliveries may be tried at once. */
    int allowed(int concurrency) {
        return failures >= PATIENT ? 1 : concurrency;
    }
}
