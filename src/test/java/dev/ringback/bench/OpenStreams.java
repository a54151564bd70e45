package dev.ringback.bench;

import dev.ringback.bench.client.Connections;
import dev.ringback.bench.client.StreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;

/** Holds streams open on a thread of its own, reads what comes, and counts it. */
final class OpenStreams implements AutoCloseable {
    /** What is on its way has so long to come, once the streams are closed. */
    static final long CATCH_UP_SECONDS = 10;

    private static final long QUIET_MILLIS = 300;
    private static final int TURN_MILLIS = 10;

    private final Connections connections = new Connections();
    private final List<StreamReader> readers = new ArrayList<>();
    private final Thread reading = new Thread(this::read, "streams");
    private volatile boolean stopping;

    private OpenStreams() {}

    /**
     * Opens streams, and returns when all of them have begun.
     *
     * @param paths of each
     * @throws IllegalStateException when the server refuses one
     */
    static OpenStreams open(int port, int count, IntFunction<String> paths) {
        OpenStreams streams = new OpenStreams();
        InSteps.begin(
                streams.connections,
                count,
                i -> {
                    StreamReader reader = new StreamReader();
                    streams.readers.add(reader);
                    streams.connections.open(port, reader).send(Way.get(paths.apply(i)));
                },
                () -> streams.readers.stream().filter(StreamReader::began).count(),
                "open");
        streams.reading.setDaemon(true);
        streams.reading.start();
        return streams;
    }

    private void read() {
        while (!stopping) {
            connections.turn(TURN_MILLIS);
        }
        // What is on its way may come, but those that are far behind are not waited for.
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CATCH_UP_SECONDS);
        long seen = -1;
        while (seen != bytes() && System.nanoTime() - deadline < 0) {
            seen = bytes();
            long quiet = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(QUIET_MILLIS);
            while (System.nanoTime() - quiet < 0) {
                connections.turn(TURN_MILLIS);
            }
        }
    }

    /** Reads what is on its way, and closes the streams; the counts stand then. */
    @Override
    public void close() {
        stopping = true;
        try {
            reading.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        connections.close();
    }

    /** Events that came on all streams together. */
    long events() {
        return sum(StreamReader::events);
    }

    private long bytes() {
        return sum(StreamReader::bytes);
    }

    /** Streams that the server has ended. */
    long ended() {
        return readers.stream().filter(StreamReader::isClosed).count();
    }

    private long sum(ToLongFunction<StreamReader> count) {
        return readers.stream().mapToLong(count).sum();
    }
}
