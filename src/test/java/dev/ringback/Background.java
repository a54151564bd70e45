package dev.ringback;

import java.util.concurrent.Executor;

/** Runs each task in a thread of its own. The common pool has but one thread on a small machine, where two tasks would wait for each other. */
public final class Background {
    public static final Executor THREADS = task -> {
        Thread thread = new Thread(task, "test-background");
        thread.setDaemon(true);
        thread.start();
    };

    private Background() {}
}
