package dev.ringback.cli;

import java.util.concurrent.CountDownLatch;

/** Ends the program well when it is told to stop. */
final class Shutdown {
    private Shutdown() {}

    /**
     * Waits for SIGTERM or SIGINT, runs the action, and ends the process with exit code 0. Never returns: left to itself the Java machine
     * would end with the number of the signal.
     */
    static void await(Runnable close) throws InterruptedException {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            close.run();
                            Runtime.getRuntime().halt(0);
                        },
                        "ringback-shutdown"));
        new CountDownLatch(1).await();
    }
}
