package dev.ringback.ingest;

import dev.ringback.model.RefusedRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Queues requests that wait to be quarantined, bounded in number and in bytes. Requests that name one of our accounts and those that do not
 * wait in lines of their own, so that strangers' junk takes no place from ours. Safe for use by many threads.
 */
final class QuarantineQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Line ours;
    private final Line others;
    private boolean closed;

    /** @param maxBytes of our own line; that of the others has a quarter of both limits */
    QuarantineQueue(int maxRequests, long maxBytes) {
        this.ours = new Line(maxRequests, maxBytes);
        this.others = new Line(Math.max(1, maxRequests / 4), maxBytes / 4);
    }

    /** A request on its way into the quarantine, and who is told when it is there. */
    record Waiting(RefusedRequest request, CompletableFuture<Void> done) {}

    private static final class Line {
        private final int maxRequests;
        private final long maxBytes;
        private final Deque<Waiting> waiting = new ArrayDeque<>();
        private long bytes;

        Line(int maxRequests, long maxBytes) {
            this.maxRequests = maxRequests;
            this.maxBytes = maxBytes;
        }

        boolean offer(Waiting one) {
            long size = one.request().bytes();
            if (!waiting.isEmpty() && (waiting.size() >= maxRequests || bytes + size > maxBytes)) {
                return false;
            }
            bytes += size;
            return waiting.add(one);
        }

        /** Takes what fits into the room that is left; the first in any case if there is nothing yet. */
        void drainTo(List<Waiting> taken, int most, long mostBytes) {
            long room = mostBytes;
            for (Waiting one : taken) {
                room -= one.request().bytes();
            }
            Waiting next;
            while (taken.size() < most && (next = waiting.peek()) != null) {
                long size = next.request().bytes();
                if (!taken.isEmpty() && size > room) {
                    return;
                }
                taken.add(waiting.remove());
                bytes -= size;
                room -= size;
            }
        }
    }

    /** False when its line is full, or the queue is closed. A single request always fits into an empty line. */
    boolean offer(Waiting one) {
        lock.lock();
        try {
            if (closed || !(one.request().known() ? ours : others).offer(one)) {
                return false;
            }
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes what has gathered, ours first; waits a while if that is nothing. */
    List<Waiting> poll(int most, long mostBytes, long patienceNanos) throws InterruptedException {
        lock.lock();
        try {
            long nanos = patienceNanos;
            while (isEmpty() && !closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            List<Waiting> taken = new ArrayList<>();
            ours.drainTo(taken, most, mostBytes);
            others.drainTo(taken, most, mostBytes);
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Lets time pass, but no longer than until the queue is closed. */
    void rest(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private boolean isEmpty() {
        return ours.waiting.isEmpty() && others.waiting.isEmpty();
    }

    /** Accepts nothing more; what waits can still be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
