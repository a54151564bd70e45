package dev.ringback.simulate.api.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the requests of each account that are under way. Safe for use by many threads. */
final class Gate {
    private final Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();

    /** Counts one more; returns how many there are with it. */
    int enter(String accountSid) {
        return underWay.computeIfAbsent(accountSid, any -> new AtomicInteger()).incrementAndGet();
    }

    /** Counts one less. */
    void leave(String accountSid) {
        underWay.computeIfAbsent(accountSid, any -> new AtomicInteger()).decrementAndGet();
    }
}
