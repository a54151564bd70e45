package dev.ringback.simulate;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Lets what has the same name happen one after the other, and all else at once. Called by one thread, completed by any. */
final class Turns {
    private final Map<String, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

    /** Starts the work when all earlier work of that name has ended; the work's future must not fail. */
    CompletableFuture<Void> then(String name, Supplier<CompletableFuture<Void>> work) {
        CompletableFuture<Void> before = last.getOrDefault(name, CompletableFuture.completedFuture(null));
        CompletableFuture<Void> turn = before.thenCompose(done -> work.get());
        last.put(name, turn);
        return turn.whenComplete((done, failure) -> last.remove(name, turn));
    }
}
