package dev.ringback.simulate.api.state;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time of the stand-in, and what is to happen at which moment. It is the time of a clock, and runs ahead of it by what {@link #advance}
 * was told. Safe for use by many threads; what is due happens one after the other.
 */
public final class Timeline {
    private static final Logger log = LoggerFactory.getLogger(Timeline.class);

    private final Clock clock;
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private final Object running = new Object();
    private Duration ahead = Duration.ZERO;
    private long sequence;

    /** Begins at the time of a clock. */
    public Timeline(Clock clock) {
        this.clock = clock;
    }

    private record Task(Instant at, long sequence, Consumer<Instant> action) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    /** Returns the present moment. */
    public synchronized Instant now() {
        return clock.instant().plus(ahead);
    }

    /** Plans something for a moment; it is given that moment, even where it comes later. */
    public synchronized void at(Instant moment, Consumer<Instant> action) {
        tasks.add(new Task(moment, sequence++, action));
    }

    /** Lets time pass, and everything happen that falls due meanwhile, each at its moment. */
    public void advance(Duration time) {
        Instant end = now().plus(time);
        synchronized (running) {
            for (Task due = next(end); due != null; due = next(end)) {
                reach(due.at());
                run(due);
            }
            reach(end);
        }
    }

    private synchronized @Nullable Task next(Instant end) {
        Task first = tasks.peek();
        return first == null || first.at().isAfter(end) ? null : tasks.poll();
    }

    /** Never goes back: the clock may have passed that moment by itself. */
    private synchronized void reach(Instant moment) {
        Instant now = now();
        if (moment.isAfter(now)) {
            ahead = ahead.plus(Duration.between(now, moment));
        }
    }

    private static void run(Task task) {
        try {
            task.action().accept(task.at());
        } catch (RuntimeException failed) {
            log.error("the stand-in could not do what was due at {}", task.at(), failed);
        }
    }
}
