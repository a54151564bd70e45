package dev.ringback.web.body;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Runs only so many tasks at a time; the others wait without a thread, first come first served. Safe for use by many threads. */
final class ConcurrencyLimit {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int free;

    ConcurrencyLimit(int atOnce) {
        this.free = atOnce;
    }

    /** Has the task run now or later by a thread of that executor. */
    void run(Executor executor, Runnable task) {
        Runnable turn = () -> {
            try {
                task.run();
            } finally {
                next();
            }
        };
        synchronized (this) {
            if (free == 0) {
                waiting.add(() -> executor.execute(turn));
                return;
            }
            free--;
        }
        executor.execute(turn);
    }

    private void next() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                free++;
                return;
            }
        }
        next.run();
    }
}
