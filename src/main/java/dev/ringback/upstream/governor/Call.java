package dev.ringback.upstream.governor;

import java.time.Duration;

/** Sends a request once. Called in a thread of the workers. */
@FunctionalInterface
public interface Call<T> {
    /**
     * Sends it.
     *
     * @param attempt from 1
     * @param patience what is left of it
     */
    Attempt<T> send(int attempt, Duration patience);
}
