package dev.ringback.bench;

import dev.ringback.bench.client.Answer;
import dev.ringback.bench.client.AnswerReader;
import dev.ringback.bench.client.Connection;
import dev.ringback.bench.client.Connections;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Sends callbacks as Twilio does, each at its time, whatever the others take: where no connection is free it opens
 * another, and only where there are too many does one begin late, which counts. Tells when each was
 * answered 2xx, which means that it is committed.
 */
final class TimedCallbacks {
    private static final int MOST_CONNECTIONS = 1_000;

    private final Connections connections;
    private final int port;
    private final List<Timed> callbacks;
    private final IntConsumer committed;
    private final Deque<Sender> free = new ArrayDeque<>();
    private final Delays delays = new Delays();
    private long began;
    private int senders;
    private int sent;
    private int answered;
    private int failures;

    /** @param committed hears of each callback that was answered, by its place in the list */
    TimedCallbacks(Connections connections, int port, List<Timed> callbacks, IntConsumer committed) {
        this.connections = connections;
        this.port = port;
        this.callbacks = callbacks;
        this.committed = committed;
    }

    /**
     * Represents a callback and its time.
     *
     * @param atNanos after the beginning
     */
    record Timed(long atNanos, String request) {}

    void begin() {
        began = System.nanoTime();
    }

    void sendDue() {
        long now = System.nanoTime();
        while (sent < callbacks.size() && callbacks.get(sent).atNanos() <= now - began) {
            if (free.isEmpty()) {
                if (senders == MOST_CONNECTIONS) {
                    return;
                }
                senders++;
                free.add(new Sender());
            }
            free.remove().send(sent++);
        }
    }

    boolean allAnswered() {
        return answered == callbacks.size();
    }

    /** From the time of each callback to its answer. */
    Load load() {
        return delays.load(System.nanoTime() - began, failures);
    }

    /** A connection, and which callback it is busy with. */
    private final class Sender {
        private final Connection connection = connections.open(port, new AnswerReader(this::answered));
        private int callback;

        void send(int next) {
            callback = next;
            connection.send(callbacks.get(next).request().getBytes(StandardCharsets.ISO_8859_1));
        }

        private void answered(Answer answer) {
            long now = System.nanoTime();
            answered++;
            delays.add(now - began - callbacks.get(callback).atNanos());
            if (answer.good()) {
                committed.accept(callback);
            } else {
                failures++;
            }
            if (answer.status() > 0) {
                free.add(this);
            }
        }
    }
}
