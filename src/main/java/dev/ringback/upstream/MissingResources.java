package dev.ringback.upstream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers for a moment what Twilio does not have, so that a caller who asks again and again is answered here. For a moment only: Twilio shows
 * something new to its readers late. Safe for use by many threads.
 */
final class MissingResources {
    private static final Duration MOMENT = Duration.ofSeconds(3);
    private static final int MOST = 10_000;

    private final Clock clock;
    private final Map<String, Instant> until = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST;
        }
    };

    MissingResources(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(String key) {
        until.remove(key);
        until.put(key, clock.instant().plus(MOMENT));
    }

    synchronized boolean has(String key) {
        Instant end = until.get(key);
        if (end == null) {
            return false;
        }
        if (clock.instant().isBefore(end)) {
            return true;
        }
        until.remove(key);
        return false;
    }
}
