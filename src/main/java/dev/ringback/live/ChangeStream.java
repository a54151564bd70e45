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
abstract sealed class ChangeStream permits FullStream, SummaryStream {
    /** Most events that are looked through at once, where hardly any matches. */
    static final int MOST_STEP = 200;

    private final ChangeFilter filter;
    private final Framing framing;
    private final Outlet outlet;
    private final StreamTimes times;
    private final CompletableFuture<StreamEnd> end = new CompletableFuture<>();
    private EventPosition position;

    /** Names the place that the client knows. */
    private EventPosition told;

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
    final CompletableFuture<StreamEnd> end() {
        return end;
    }

    final ChangeFilter filter() {
        return filter;
    }

    final Framing framing() {
        return framing;
    }

    final EventPosition position() {
        return position;
    }

    /** Goes on to a place up to which nothing matches, or all that does is told or noted; stays where it is if that lies behind. */
    final void moveTo(EventPosition place) {
        if (place.eventId() > position.eventId()) {
            position = place;
        }
    }

    /** Notes that the client was told of everything up to a place. */
    final void hasTold(EventPosition place) {
        told = place;
    }

    /** Returns how many events are worth reading for it: about as many as it takes at once. */
    abstract int step();

    /** Tells whether something can be sent now. Where not, the runnable is called when it can. */
    final boolean isReady(Runnable whenReady) {
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

    /** Tells whether the client has not taken yet what was sent to it, when something was to be sent last. */
    final boolean isBlocked() {
        return isBlocked;
    }

    /** Ends with the connection. The door cuts one that is not read for as long as a stream bears it, and may be first. */
    final void endWithConnection() {
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
     * Takes the changes that follow, until that is enough for now, and sends what there is to send of them.
     *
     * @param json writes a change; where it fails nothing is sent, and the stream is where it was
     * @return how many changes were sent
     */
    abstract int send(Stretch next, Function<Change, byte[]> json);

    /** Tells whether the client may be told that it is where the stream is: not while it was not told of something on the way. */
    abstract boolean isUpToPosition();

    /** Sends a sign of life where it is time for one. */
    final void beat() {
        ByteArrayOutputStream output = begin();
        if (isLongerThan(times.heartbeat())) {
            boolean moves = isUpToPosition() && !told.equals(position);
            framing.heartbeat(moves ? StreamId.of(position) : null, output);
            told = moves ? position : told;
        }
        send(output);
    }

    /** Returns what the next thing is written to, with what the stream begins with where that was not sent yet. */
    final ByteArrayOutputStream begin() {
        ByteArrayOutputStream output = new ByteArrayOutputStream(0);
        if (!begun) {
            framing.begin(StreamId.of(told), output);
        }
        return output;
    }

    final void send(ByteArrayOutputStream output) {
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
