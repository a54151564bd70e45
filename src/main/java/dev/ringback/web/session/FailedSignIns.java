package dev.ringback.web.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts wrong credentials by the address that they came from, and says how much later the next wrong ones are answered. It knows the addresses that failed last, up
 * to a limit, and forgets one that has not failed for a while. Safe for use by many threads.
 */
public final class FailedSignIns {
    /** People mistype. */
    private static final int FREE = 5;

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration REMEMBERED = Duration.ofMinutes(15);
    private static final int MOST_ADDRESSES = 10_000;

    /** Whoever has one address of IPv6 has a whole network of so many groups. */
    private static final int GROUPS_OF_NETWORK = 4;

    private final Clock clock;
    private final Map<String, Failures> byAddress = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    public FailedSignIns(Clock clock) {
        this.clock = clock;
    }

    private record Failures(int count, Instant last) {}

    /** Counts a failure; returns how much later it is to be answered. */
    synchronized Duration add(String address) {
        Instant now = clock.instant();
        String network = network(address);
        @Nullable Failures before = byAddress.get(network);
        int count = before == null || before.last().plus(REMEMBERED).isBefore(now) ? 1 : before.count() + 1;
        byAddress.put(network, new Failures(count, now));
        return delay(count);
    }

    synchronized int size() {
        return byAddress.size();
    }

    static Duration delay(int failures) {
        if (failures <= FREE) {
            return Duration.ZERO;
        }
        int doublings = Math.min(failures - FREE - 1, 10);
        Duration delay = FIRST.multipliedBy(1L << doublings);
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }

    private static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        int end = 0;
        for (int group = 0; group < GROUPS_OF_NETWORK; group++) {
            int colon = address.indexOf(':', end);
            if (colon < 0 || address.startsWith("::", colon)) {
                return address;
            }
            end = colon + 1;
        }
        return address.substring(0, end);
    }
}
