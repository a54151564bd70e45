package dev.ringback.web.session;

import dev.ringback.web.proxy.ClientAddress;
import dev.ringback.web.session.SignInMetrics.Outcome;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Counts attempts to sign in, and has those wait for their answer that were wrong too often. Nobody holds a thread meanwhile. Safe for use by many threads. */
final class Attempts {
    private final FailedSignIns failures;
    private final ClientAddress addresses;
    private final SignInMetrics metrics;

    Attempts(FailedSignIns failures, ClientAddress addresses, SignInMetrics metrics) {
        this.failures = failures;
        this.addresses = addresses;
        this.metrics = metrics;
    }

    void count(Outcome outcome) {
        metrics.count(outcome);
    }

    /** Counts that a program was wrong; it is answered at once, as ever. */
    void wrongAtApi(Context ctx) {
        failures.add(addresses.of(ctx));
        metrics.count(Outcome.WRONG_API);
    }

    /** Counts that a person was wrong, and returns the stage that ends with the answer when it is time for it. */
    CompletionStage<Handler> wrong(Context ctx, Handler answer) {
        Duration delay = failures.add(addresses.of(ctx));
        metrics.count(delay.isZero() ? Outcome.WRONG : Outcome.SLOWED);
        return delay.isZero()
                ? CompletableFuture.completedFuture(answer)
                : new CompletableFuture<Handler>().completeOnTimeout(answer, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
