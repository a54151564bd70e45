package dev.ringback;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Work that another thread does while this one goes on. */
final class Meanwhile<T> {
    private final CompletableFuture<T> work;

    private Meanwhile(CompletableFuture<T> work) {
        this.work = work;
    }

    /** Begins at once. Whoever calls this has to ask for the result. */
    static <T> Meanwhile<T> doing(Supplier<T> work) {
        return new Meanwhile<>(CompletableFuture.supplyAsync(work, task -> new Thread(task, "ringback-start").start()));
    }

    /**
     * Waits for the work to end.
     *
     * @throws RuntimeException as the work did
     */
    T result() {
        try {
            return work.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException itself) {
                throw itself;
            }
            throw failed;
        }
    }
}
