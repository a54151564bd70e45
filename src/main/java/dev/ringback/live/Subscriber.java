package dev.ringback.live;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Holds a stream and what the thread of the streams has to know of its client. What {@link OpenStream} has is safe for use by many threads; the rest is used by one. */
final class Subscriber implements OpenStream {
    private final ChangeStream stream;
    private final String baseUrl;
    private final Consumer<Subscriber> wantsEnd;
    private final AtomicReference<@Nullable StreamEnd> wantedEnd = new AtomicReference<>();
    private List<Change> pending = new ArrayList<>(0);

    /** @param wantsEnd is told when the stream should end */
    Subscriber(ChangeStream stream, String baseUrl, Consumer<Subscriber> wantsEnd) {
        this.stream = stream;
        this.baseUrl = baseUrl;
        this.wantsEnd = wantsEnd;
    }

    @Override
    public CompletionStage<StreamEnd> ended() {
        return stream.end();
    }

    @Override
    public void end(StreamEnd reason) {
        if (wantedEnd.compareAndSet(null, reason)) {
            wantsEnd.accept(this);
        }
    }

    void endAsWanted() {
        StreamEnd wanted = wantedEnd.get();
        if (wanted == StreamEnd.GONE) {
            stream.endWithConnection();
        } else if (wanted != null) {
            stream.end().complete(wanted);
        }
    }

    ChangeStream stream() {
        return stream;
    }

    ChangeFilter filter() {
        return stream.filter();
    }

    /** Returns scheme and host by which the client reaches the server. */
    String baseUrl() {
        return baseUrl;
    }

    /** Notes a change that the client should hear of; tells whether it is the first since they were taken. */
    boolean add(Change change) {
        pending.add(change);
        return pending.size() == 1;
    }

    /** Returns the changes that were noted, and forgets them. */
    List<Change> takePending() {
        List<Change> taken = pending;
        pending = new ArrayList<>(0);
        return taken;
    }
}
