package dev.ringback.concurrent;

import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Reads failures of {@link java.util.concurrent.CompletionStage}s. Stateless. */
public final class FailedStage {
    private FailedStage() {}

    /** Returns what a stage failed with, without the exception that a later stage wraps around it; null for null. */
    public static @Nullable Throwable causeOrNull(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Returns what a stage failed with, without the exception that a later stage wraps around it. */
    public static Throwable cause(Throwable failure) {
        return Objects.requireNonNull(causeOrNull(failure));
    }
}
