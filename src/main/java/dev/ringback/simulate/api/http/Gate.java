package dev.ringback.simulate.api.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the requests of each account that are under way. Safe for use by many threads. */
final class Gate {
    private final Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();

    /** A request that is counted until it leaves. */
    static final class Place {
        private final AtomicInteger counted;
        private final AtomicBoolean left = new AtomicBoolean();
        private final int underWay;

        private Place(AtomicInteger counted) {
            this.counted = counted;
            this.underWay = counted.incrementAndGet();
        }

        /** Returns how many there were with it when it came. */
        int underWay() {
            return underWay;
        }

        /** Counts it no longer; does nothing the second time. */
        void leave() {
            if (left.compareAndSet(false, true)) {
                counted.decrementAndGet();
            }
        }
    }

    /** Counts one more. */
    Place enter(String accountSid) {
        return new Place(underWay.computeIfAbsent(accountSid, any -> new AtomicInteger()));
    }
}
