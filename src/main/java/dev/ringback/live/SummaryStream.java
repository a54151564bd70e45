package dev.ringback.live;

import dev.ringback.live.RecentChanges.Stretch;
import dev.ringback.storage.EventPosition;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells a client that there were changes, and how many, at most once in a time: the first after a quiet time at once, those that follow together when the
 * time is over. Nothing is read or written for a single change, and what the client was not told of yet takes no memory. Used by one thread.
 */
final class SummaryStream extends ChangeStream {
    private final Duration interval;
    private long count;
    private @Nullable EventPosition last;
    private @Nullable Long toldAt;

    /** @param interval in which it tells at most once */
    SummaryStream(
            EventPosition begin,
            ChangeFilter filter,
            Duration interval,
            Framing framing,
            Outlet outlet,
            StreamTimes times) {
        super(begin, filter, framing, outlet, times);
        this.interval = interval;
    }

    @Override
    int step() {
        return MOST_STEP;
    }

    @Override
    boolean isUpToPosition() {
        return count == 0;
    }

    /** Notes what matches, to be {@linkplain #tell told} in time; it is taken also while nothing can be sent. */
    @Override
    int send(Stretch next, Function<Change, byte[]> json) {
        for (Change change : next.changes()) {
            if (filter().matches(change)) {
                note(1, change.position());
            }
        }
        moveTo(next.end());
        return 0;
    }

    /**
     * Notes that there were changes that match.
     *
     * @param lastOne the place behind the last of them
     */
    void note(int changes, EventPosition lastOne) {
        count += changes;
        last = lastOne;
        moveTo(lastOne);
    }

    /** Tells whether there were changes that the client was not told of. */
    boolean owes() {
        return count > 0;
    }

    /** Returns after how many nanoseconds it may tell again; 0 where it may now. */
    long nanosUntilDue() {
        Long before = toldAt;
        return before == null ? 0 : Math.max(0, interval.toNanos() - (System.nanoTime() - before));
    }

    /** Tells of what was noted. The client has to be {@linkplain #isReady ready}. */
    void tell() {
        EventPosition place = last;
        if (count == 0 || place == null) {
            return;
        }
        ByteArrayOutputStream output = begin();
        framing().changed(StreamId.of(place), count, output);
        hasTold(place);
        toldAt = System.nanoTime();
        count = 0;
        send(output);
    }
}
