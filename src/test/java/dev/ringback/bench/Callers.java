package dev.ringback.bench;

import dev.ringback.bench.client.Answer;
import dev.ringback.bench.client.AnswerReader;
import dev.ringback.bench.client.Connection;
import dev.ringback.bench.client.Connections;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/** Holds callers that each follow a message until it is final, on a connection of their own, and notes when they know. */
final class Callers {
    /** After a refusal, as the server asks for. */
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    static final IntUnaryOperator NO_MORE = message -> -1;

    private final Way way;
    private final IntFunction<String> sids;
    private final IntUnaryOperator next;
    private final List<Caller> callers = new ArrayList<>();
    private final Queue<Caller> pausing = new PriorityQueue<>(Comparator.comparingLong(caller -> caller.againAt));
    private final long[] firstAskedAt;
    private final long[] knownAt;
    private int requests;
    private int known;
    private int failures;

    /**
     * Creates them, silent.
     *
     * @param count how many callers
     * @param sids of all messages, by their number
     * @param messages how many there are
     * @param next the message that a caller goes on with after another, negative for none
     */
    Callers(
            Connections connections,
            int port,
            int count,
            Way way,
            IntFunction<String> sids,
            int messages,
            IntUnaryOperator next) {
        this.way = way;
        this.sids = sids;
        this.next = next;
        this.firstAskedAt = new long[messages];
        this.knownAt = new long[messages];
        for (int i = 0; i < count; i++) {
            callers.add(new Caller(connections, port));
        }
    }

    /** Has a caller ask for a message. */
    void follow(int caller, int message) {
        callers.get(caller).follow(message);
    }

    /** Has those ask again whose time it is. */
    void askDue() {
        long now = System.nanoTime();
        while (!pausing.isEmpty() && pausing.element().againAt <= now) {
            pausing.remove().ask();
        }
    }

    /** When a message was asked for first, 0 for never. */
    long firstAskedAt(int message) {
        return firstAskedAt[message];
    }

    /** When the caller knew that a message is final, 0 for never. */
    long knownAt(int message) {
        return knownAt[message];
    }

    int requests() {
        return requests;
    }

    /** How many messages are known to be final. */
    int known() {
        return known;
    }

    int failures() {
        return failures;
    }

    private final class Caller {
        private final Connection connection;
        private int message;
        private long againAt;

        Caller(Connections connections, int port) {
            this.connection = connections.open(port, new AnswerReader(this::answered));
        }

        void follow(int newMessage) {
            message = newMessage;
            if (message >= 0 && message < firstAskedAt.length) {
                firstAskedAt[message] = System.nanoTime();
                ask();
            }
        }

        void ask() {
            requests++;
            againAt = System.nanoTime() + way.pauseNanos();
            connection.send(way.request(sids.apply(message)));
        }

        private void answered(Answer answer) {
            long now = System.nanoTime();
            if (!answer.good()) {
                failures++;
                if (answer.status() > 0) {
                    againAt = now + Math.max(way.pauseNanos(), RETRY_NANOS);
                    pausing.add(this);
                }
            } else if (way.saysFinal(answer)) {
                knownAt[message] = now;
                known++;
                follow(next.applyAsInt(message));
            } else if (way.pauseNanos() == 0) {
                ask();
            } else {
                pausing.add(this);
            }
        }
    }
}
