package dev.ringback.live;

import dev.ringback.live.RecentChanges.Stretch;
import dev.ringback.storage.EventPosition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Tells one client of the changes that it wants to hear of, as fast as it takes them. All but {@link #end} is used by one thread. */
final class ChangeStream {
    /** What is sent at once, so that no client holds up the others, and little is kept for one that does not read. */
    private static final int CHUNK = 16 * 1024;

    /** Shorter than any proxy's patience with a silent connection. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** A client that leaves what was sent unread as long as this does not want it any more. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ChangeFilter filter;
    private final Framing framing;
    private final Outlet outlet;
    private final CompletableFuture<StreamEnd> end = new CompletableFuture<>();
    private EventPosition position;
    /** Names the place that the client knows. */
    private EventPosition told;

    private boolean begun;
    private boolean isBlocked;
    private long since;

    ChangeStream(EventPosition begin, ChangeFilter filter, Framing framing, Outlet outlet) {
        this.position = begin;
        this.told = begin;
        this.filter = filter;
        this.framing = framing;
        this.outlet = outlet;
        this.since = System.nanoTime();
    }

    /** Returns the stage that ends when nothing more is sent; whoever ends it ends the stream. */
    CompletableFuture<StreamEnd> end() {
        return end;
    }

    EventPosition position() {
        return position;
    }

    /** Tells whether something can be sent now. Where not, the runnable is called when it can. */
    boolean isReady(Runnable whenReady) {
        CompletableFuture<Void> ready = outlet.ready();
        if (ready.isCompletedExceptionally()) {
            end.complete(StreamEnd.GONE);
            return false;
        }
        if (!ready.isDone()) {
            block(ready, whenReady);
            return false;
        }
        isBlocked = false;
        return true;
    }

    private void block(CompletableFuture<Void> ready, Runnable whenReady) {
        if (!isBlocked) {
            isBlocked = true;
            since = System.nanoTime();
            CompletableFuture<Void> unused = ready.whenComplete((room, failure) -> whenReady.run());
        } else if (isLongerThan(PATIENCE)) {
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
     * @param json writes a change
     * @return how many changes were sent
     */
    int send(Stretch next, Function<Change, byte[]> json) {
        ByteArrayOutputStream output = new ByteArrayOutputStream(0);
        begin(output);
        int sent = 0;
        for (Change change : next.changes()) {
            if (output.size() >= CHUNK) {
                send(output);
                return sent;
            }
            position = change.position();
            if (filter.matches(change)) {
                framing.change(StreamId.of(position), json.apply(change), output);
                told = position;
                sent++;
            }
        }
        position = next.end();
        send(output);
        return sent;
    }

    /** Sends a sign of life where it is time for one. */
    void beat() {
        ByteArrayOutputStream output = new ByteArrayOutputStream(0);
        begin(output);
        if (isLongerThan(HEARTBEAT)) {
            framing.heartbeat(told.equals(position) ? null : StreamId.of(position), output);
            told = position;
        }
        send(output);
    }

    private void begin(ByteArrayOutputStream output) {
        if (!begun) {
            begun = true;
            framing.begin(output);
        }
    }

    private void send(ByteArrayOutputStream output) {
        if (output.size() == 0) {
            return;
        }
        try {
            outlet.send(output.toByteArray());
            since = System.nanoTime();
        } catch (IOException gone) {
            end.complete(StreamEnd.GONE);
        }
    }
}
