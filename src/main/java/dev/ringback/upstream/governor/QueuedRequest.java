package dev.ringback.upstream.governor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A request that waits for its turn, or is under way. Its fields are changed by one thread at a time. */
final class QueuedRequest<T> {
    private final Lane lane;
    private final long end;
    private final Call<T> call;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private volatile long version;
    private volatile @Nullable T last;

    /** @param end when its patience ends, as {@link System#nanoTime} counts */
    QueuedRequest(Lane lane, long end, Call<T> call) {
        this.lane = lane;
        this.end = end;
        this.call = call;
    }

    Lane lane() {
        return lane;
    }

    long end() {
        return end;
    }

    int attempts() {
        return attempts.get();
    }

    /** Returns the version of the concurrency under which it was sent. */
    long version() {
        return version;
    }

    CompletableFuture<T> answer() {
        return answer;
    }

    void sentUnder(long newVersion) {
        version = newVersion;
    }

    Attempt<T> send(long now) {
        return call.send(attempts.incrementAndGet(), Duration.ofNanos(Math.max(0, end - now)));
    }

    /** Keeps an answer for the case that there is no better one. */
    void note(T value) {
        last = value;
    }

    /** Ends it with the answer that it has, or else with the reason why it was never sent. */
    void refuse(NoTurnException.Reason reason) {
        T value = last;
        if (value == null) {
            answer.completeExceptionally(new NoTurnException(reason));
        } else {
            answer.complete(value);
        }
    }
}
