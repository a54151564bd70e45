package dev.ringback.upstream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener when the credentials of an account are refused, and when they work, without telling every success. Safe for use by many threads. */
final class CredentialStates {
    private static final Logger log = LoggerFactory.getLogger(CredentialStates.class);

    /** Another node may have been refused since: so a success is told again after a while. */
    private static final Duration AGAIN = Duration.ofMinutes(10);

    private final CredentialsListener listener;
    private final Clock clock;
    private final Map<String, State> states = new ConcurrentHashMap<>();

    /** Holds when an account was refused last, and when its success was told last; null for never, and for not since. */
    private record State(
            @Nullable Instant refused, @Nullable Instant accepted) {
        static final State NEW = new State(null, null);
    }

    CredentialStates(CredentialsListener listener, Clock clock) {
        this.listener = listener;
        this.clock = clock;
    }

    void refused(String accountSid, int status) {
        states.put(accountSid, new State(clock.instant(), null));
        attempt(accountSid, () -> listener.refused(accountSid, status));
    }

    /** Notes that a request was not sent, because some node was refused. */
    void stopped(String accountSid) {
        State state = states.getOrDefault(accountSid, State.NEW);
        states.put(accountSid, new State(state.refused(), null));
    }

    /** @param sentAt a request that was sent before a refusal proves nothing */
    void accepted(String accountSid, Instant sentAt) {
        State state = states.getOrDefault(accountSid, State.NEW);
        Instant now = clock.instant();
        boolean isOlder = state.refused() != null && sentAt.isBefore(state.refused());
        boolean isTold =
                state.accepted() != null && now.isBefore(state.accepted().plus(AGAIN));
        if (!isOlder && !isTold && attempt(accountSid, () -> listener.accepted(accountSid))) {
            states.replace(accountSid, state, new State(state.refused(), now));
            states.putIfAbsent(accountSid, new State(state.refused(), now));
        }
    }

    private static boolean attempt(String accountSid, Runnable telling) {
        try {
            telling.run();
            return true;
        } catch (RuntimeException failed) {
            log.warn(
                    "whether Twilio takes the credentials of {} could not be told: {}",
                    accountSid,
                    failed.getMessage());
            return false;
        }
    }
}
