package dev.ringback.upstream;

import org.jspecify.annotations.Nullable;

/** Holds what came of a request: an answer, or the reason why there is none. One of both is null. */
record Outcome(@Nullable UpstreamAnswer answer, @Nullable UpstreamException failure) {
    static Outcome of(UpstreamAnswer answer) {
        return new Outcome(answer, null);
    }

    static Outcome of(UpstreamException failure) {
        return new Outcome(null, failure);
    }
}
