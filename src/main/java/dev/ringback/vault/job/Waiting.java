package dev.ringback.vault.job;

import java.util.concurrent.TimeUnit;

/** Lets a job wait a little before it looks again. Stateless. */
final class Waiting {
    private static final long MILLIS = 200;

    private Waiting() {}

    /** Returns at once where the thread is interrupted, which stays so: then the job ends when it tells its progress. */
    static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
