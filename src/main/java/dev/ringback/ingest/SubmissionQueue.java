package dev.ringback.ingest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Queues submissions for the writer, bounded in number and in bytes. Safe for use by many threads. */
final class SubmissionQueue {
    private final int maxSubmissions;
    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Submission> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean closed;

    SubmissionQueue(int maxSubmissions, long maxBytes) {
        this.maxSubmissions = maxSubmissions;
        this.maxBytes = maxBytes;
    }

    /** False when it is full or closed. A single submission always fits into an empty queue. */
    boolean offer(Submission submission) {
        lock.lock();
        try {
            boolean full =
                    !waiting.isEmpty() && (waiting.size() >= maxSubmissions || bytes + submission.bytes() > maxBytes);
            if (closed || full) {
                return false;
            }
            waiting.add(submission);
            bytes += submission.bytes();
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there is something, then takes what has gathered, at most so many events (at least one submission).
     *
     * @return empty when the queue is closed and nothing is left
     */
    List<Submission> take(int maxEvents) throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.await();
            }
            return drain(maxEvents);
        } finally {
            lock.unlock();
        }
    }

    /** Takes what has gathered as {@link #take} does, but waits no longer than that, and only while there is nothing. */
    List<Submission> poll(int maxEvents, long millis) throws InterruptedException {
        lock.lock();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
            while (waiting.isEmpty() && !closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return drain(maxEvents);
        } finally {
            lock.unlock();
        }
    }

    private List<Submission> drain(int maxEvents) {
        List<Submission> taken = new ArrayList<>();
        int events = 0;
        Submission next;
        while ((next = waiting.peek()) != null
                && (taken.isEmpty() || events + next.entries().size() <= maxEvents)) {
            taken.add(waiting.remove());
            bytes -= next.bytes();
            events += next.entries().size();
        }
        return taken;
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Accepts nothing more; what waits is still taken. */
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
