package dev.ringback.live;

import dev.ringback.live.RecentChanges.Stretch;
import dev.ringback.storage.EventPosition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Tells one client of the changes that it wants to hear of, as fast as it takes them. Used by one thread: who else wrote to a client, or ended its answer,
 * would meet what is being written.
 */
final class ChangeStream {
    /** What is sent at once, so that no client holds up the others, and little is kept for one that does not read. */
    private static final int CHUNK = 16 * 1024;

    /** What fills a chunk as a rule; and what is looked through at once where hardly any matches. */
    private static final int USUAL_STEP = 10;

    private static final int MOST_STEP = 200;

    private final ChangeFilter filter;
    private final Framing framing;
    private final Outlet outlet;
    private final StreamTimes times;
    private final CompletableFuture<StreamEnd> end = new CompletableFuture<>();
    private EventPosition position;
    /** Names the place that the client knows. */
    private EventPosition told;

    private int step = USUAL_STEP;
    private boolean begun;
    private boolean isBlocked;
    private long since;

    ChangeStream(EventPosition begin, ChangeFilter filter, Framing framing, Outlet outlet, StreamTimes times) {
        this.position = begin;
        this.told = begin;
        this.filter = filter;
        this.framing = framing;
        this.outlet = outlet;
        this.times = times;
        this.since = System.nanoTime();
    }

    /** Returns the stage that ends when nothing more is sent. */
    CompletableFuture<StreamEnd> end() {
        return end;
    }

    EventPosition position() {
        return position;
    }

    /** Goes on to a place up to which nothing matches; stays where it is if that lies behind. */
    void moveTo(EventPosition place) {
        if (place.eventId() > position.eventId()) {
            position = place;
        }
    }

    /** Returns how many events are worth reading for it: about as many as it takes at once. */
    int step() {
        return step;
    }

    /** Tells whether something can be sent now. Where not, the runnable is called when it can. */
    boolean isReady(Runnable whenReady) {
        CompletableFuture<Void> ready = outlet.ready();
        if (ready.isCompletedExceptionally()) {
            endWithConnection();
            return false;
        }
        if (!ready.isDone()) {
            block(ready, whenReady);
            return false;
        }
        isBlocked = false;
        return true;
    }

    /** Ends with the connection. The door cuts one that is not read for as long as a stream bears it, and may be first. */
    void endWithConnection() {
        boolean wasSlow = isBlocked && isLongerThan(times.patience().dividedBy(2));
        end.complete(wasSlow ? StreamEnd.SLOW : StreamEnd.GONE);
    }

    private void block(CompletableFuture<Void> ready, Runnable whenReady) {
        if (!isBlocked) {
            isBlocked = true;
            since = System.nanoTime();
            CompletableFuture<Void> unused = ready.whenComplete((room, failure) -> whenReady.run());
        } else if (isLongerThan(times.patience())) {
            end.complete(StreamEnd.SLOW);
            outlet.cut();
        }
    }

    private boolean isLongerThan(Duration time) {
        return System.nanoTime() - since > time.toNanos();
    }

    /**
     * Sends what matches of the changes that follow, until that is enough for now.
     *
     * @param json writes a change; where it fails nothing is sent, and the stream is where it was
     * @return how many changes were sent
     */
    int send(Stretch next, Function<Change, byte[]> json) {
        ByteArrayOutputStream output = begin();
        EventPosition reached = next.end();
        EventPosition lastTold = told;
        int sent = 0;
        EventPosition last = position;
        for (Change change : next.changes()) {
            if (output.size() >= CHUNK) {
                reached = last;
                break;
            }
            last = change.position();
            if (filter.matches(change)) {
                framing.change(StreamId.of(last), json.apply(change), output);
                lastTold = last;
                sent++;
            }
        }
        step = reached.equals(next.end()) ? Math.min(MOST_STEP, 2 * step) : Math.max(1, step / 2);
        position = reached;
        told = lastTold;
        send(output);
        return sent;
    }

    /** Sends a sign of life where it is time for one. */
    void beat() {
        ByteArrayOutputStream output = begin();
        if (isLongerThan(times.heartbeat())) {
            framing.heartbeat(told.equals(position) ? null : StreamId.of(position), output);
            told = position;
        }
        send(output);
    }

    private ByteArrayOutputStream begin() {
        ByteArrayOutputStream output = new ByteArrayOutputStream(0);
        if (!begun) {
            framing.begin(StreamId.of(position), output);
        }
        return output;
    }

    private void send(ByteArrayOutputStream output) {
        if (output.size() == 0) {
            return;
        }
        begun = true;
        try {
            outlet.send(output.toByteArray());
            since = System.nanoTime();
        } catch (IOException gone) {
            endWithConnection();
        }
    }
}
