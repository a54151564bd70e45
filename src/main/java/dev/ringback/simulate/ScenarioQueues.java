package dev.ringback.simulate;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Runs the work of each scenario one after the other, and that of different ones at once. Called by one thread, completed by any. */
public final class ScenarioQueues {
    private final Map<String, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

    /** Starts the work when all earlier work of that scenario has ended; the work's future must not fail. */
    public CompletableFuture<Void> enqueue(String scenario, Supplier<CompletableFuture<Void>> work) {
        CompletableFuture<Void> before = last.getOrDefault(scenario, CompletableFuture.completedFuture(null));
        CompletableFuture<Void> next = before.thenCompose(done -> work.get());
        last.put(scenario, next);
        return next.whenComplete((done, failure) -> last.remove(scenario, next));
    }
}
