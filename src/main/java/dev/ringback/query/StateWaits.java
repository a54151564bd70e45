package dev.ringback.query;

import dev.ringback.model.Resource;
import dev.ringback.twilio.rest.TwilioException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Waits until resources of the mirror have come into a state. Safe for use by many threads. */
@FunctionalInterface
public interface StateWaits {
    /**
     * Begins to wait for a resource, which need not be known yet.
     *
     * @param until the state, or {@code terminal}
     * @throws TwilioException 400 where the kind of the SID has no such state, 429 where too many wait
     */
    Wait begin(String accountSid, String sid, String until, Duration atMost);

    /**
     * Represents a wait that has begun.
     *
     * @param over ends when the resource is there or cannot come there any more, or the time is up; cancelling it ends the wait
     * @param isReached tells whether a resource is there; false for an unknown one
     * @param isStopping tells whether the server stops, so that nothing else should be begun after the wait
     * @param threads do what follows a wait and takes time; they are few, so that thousands of waits that end at the same moment do not take one each
     */
    record Wait(
            CompletableFuture<?> over,
            Predicate<Optional<? extends Resource>> isReached,
            BooleanSupplier isStopping,
            Executor threads) {}
}
