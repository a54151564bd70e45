package dev.ringback.forward.delivery;

import dev.ringback.forward.receiver.Reply;
import dev.ringback.model.DeliveryAttempt.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Leaves a host alone that asks for it or has failed several times in a row; then it is tried with one request at a time until one succeeds. Safe for use by
 * many threads.
 */
final class FailingHosts {
    /** How many that fail are remembered: further ones are tried as if they worked. */
    private static final int MOST = 10_000;

    /** Any number but one. */
    private static final int SEVERAL = 2;

    /** How long others wait while a host is tried. */
    private static final Duration WHILE_TRIED = Duration.ofSeconds(2);

    private final RetryPolicy retries;
    private final Map<String, FailingHost> hosts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FailingHost> eldest) {
            return size() > MOST;
        }
    };

    private static final class FailingHost {
        private final Backoff backoff;
        private boolean isTried;

        private FailingHost(RetryPolicy retries) {
            backoff = new Backoff(retries);
        }
    }

    FailingHosts(RetryPolicy retries) {
        this.retries = retries;
    }

    /** Begins a request to a host, which {@link #end} has to end. Returns how long it has to wait where it may not be sent; then it has not begun. */
    synchronized Optional<Duration> begin(String host, Instant now) {
        FailingHost failing = hosts.get(host);
        if (failing == null) {
            return Optional.empty();
        }
        if (now.isBefore(failing.backoff.until())) {
            return Optional.of(Duration.between(now, failing.backoff.until()));
        }
        if (failing.backoff.allowed(SEVERAL) == 1) {
            if (failing.isTried) {
                return Optional.of(WHILE_TRIED);
            }
            failing.isTried = true;
        }
        return Optional.empty();
    }

    synchronized void end(String host, Reply reply, Instant now) {
        if (reply.outcome() != Outcome.FAILED) {
            hosts.remove(host);
            return;
        }
        FailingHost failing = hosts.computeIfAbsent(host, first -> new FailingHost(retries));
        failing.isTried = false;
        failing.backoff.after(reply, now);
    }
}
