package dev.ringback.bench;

import dev.ringback.bench.TimedCallbacks.Timed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Represents messages that are accepted one after the other, and final a random while later, the same each time.
 *
 * @param between from one message to the next
 * @param shortest how long a message takes at least
 * @param longest how long it takes at most
 */
record FollowedMessages(int count, Duration between, Duration shortest, Duration longest) {
    static final FollowedMessages FULL =
            new FollowedMessages(1_000, Duration.ofMillis(10), Duration.ofMillis(500), Duration.ofSeconds(8));
    static final FollowedMessages QUICK =
            new FollowedMessages(100, Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofMillis(1_500));

    private static final long SEED = 9;

    /** What happens to a message. */
    record Step(int message, boolean last, Timed callback) {}

    /**
     * All that happens, in order.
     *
     * @param seed of the SIDs
     */
    List<Step> steps(long seed) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Step> steps = new ArrayList<>();
        for (int message = 0; message < count; message++) {
            long begin = message * between.toNanos();
            long end = begin + random.nextLong(shortest.toNanos(), longest.toNanos());
            steps.add(new Step(message, false, callback(begin, seed, message, "accepted")));
            steps.add(new Step(message, true, callback(end, seed, message, "delivered")));
        }
        steps.sort(Comparator.comparingLong(step -> step.callback().atNanos()));
        return steps;
    }

    private static Timed callback(long atNanos, long seed, int message, String status) {
        return new Timed(atNanos, RequestFiles.request(StatusTraffic.form(seed, message, status)));
    }
}
