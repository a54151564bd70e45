package dev.ringback.concurrent;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Creates threads that do not keep the program alive, with names that a thread dump can be read by. */
public final class DaemonThreads {
    private DaemonThreads() {}

    /** Creates a thread that is still to be started. */
    public static Thread create(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Creates a factory for the threads of a pool, whose names end with {@code -1}, {@code -2} and so on. Safe for use by many threads. */
    public static ThreadFactory numbered(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> create(name + "-" + count.incrementAndGet(), task);
    }
}
