package dev.ringback.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;

/** Ends the program well when it is told to stop, at whatever moment that is. Safe for use by many threads. */
final class Shutdown {
    private final Deque<Runnable> actions = new ArrayDeque<>();

    private Shutdown() {}

    /**
     * Installs handlers by which SIGTERM and SIGINT run the actions and end the process with exit code 0. The JVM's own exit code would be the
     * number of the signal.
     */
    static Shutdown install() {
        Shutdown shutdown = new Shutdown();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            shutdown.run();
                            Runtime.getRuntime().halt(0);
                        },
                        "ringback-shutdown"));
        return shutdown;
    }

    /** Adds what is to be done first of all; what was added before comes after it. */
    void first(Runnable action) {
        synchronized (actions) {
            actions.push(action);
        }
    }

    private void run() {
        synchronized (actions) {
            actions.forEach(Runnable::run);
        }
    }

    /** Waits for the end. */
    void await() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
