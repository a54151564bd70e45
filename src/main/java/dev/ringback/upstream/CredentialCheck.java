package dev.ringback.upstream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether Twilio refuses the credentials of an account, or only a request: one read of the account itself at a time tells, and not
 * again within a minute. Safe for use by many threads.
 */
final class CredentialCheck {
    /** Refused requests within so long after Twilio has taken the credentials say nothing about these. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Clock clock;
    private final Supplier<CompletableFuture<UpstreamAnswer>> read;
    private @Nullable CompletableFuture<UpstreamAnswer> underWay;
    private Instant takenAt = Instant.MIN;
    private boolean suspect;

    /** @param read reads the account itself at Twilio */
    CredentialCheck(Clock clock, Supplier<CompletableFuture<UpstreamAnswer>> read) {
        this.clock = clock;
        this.read = read;
    }

    /** Tells whether an answer refuses the request, for its credentials or for what it asks. */
    static boolean refuses(UpstreamAnswer answer) {
        return answer.status() == 401 || answer.status() == 403;
    }

    /** Whatever else is wrong with the read, whoever judges it has taken the credentials before. */
    private static boolean takes(UpstreamAnswer answer) {
        return !refuses(answer) && answer.status() != 429 && answer.status() < 500;
    }

    /** Notes that the credentials were refused: until they are taken, nothing is sent before one read has tried them. */
    synchronized void suspect() {
        suspect = true;
        takenAt = Instant.MIN;
    }

    /** Tells whether the credentials were refused and not been taken since. */
    synchronized boolean isSuspect() {
        return suspect;
    }

    /** Looks into it, unless somebody does already, or Twilio has taken the credentials lately. */
    void lookInto() {
        synchronized (this) {
            if (suspect || underWay != null || clock.instant().isBefore(endOfTrust())) {
                return;
            }
        }
        CompletableFuture<UpstreamAnswer> unused = tried();
    }

    private Instant endOfTrust() {
        return takenAt.equals(Instant.MIN) ? Instant.MIN : takenAt.plus(AGAIN);
    }

    /**
     * Tries the credentials by one read; all who want to know at the same time share it.
     *
     * @return completes with the answer, whatever its status, or as the read fails
     */
    CompletableFuture<UpstreamAnswer> tried() {
        CompletableFuture<UpstreamAnswer> mine = new CompletableFuture<>();
        synchronized (this) {
            if (underWay != null) {
                return underWay.copy();
            }
            underWay = mine;
        }
        CompletableFuture<UpstreamAnswer> unused =
                read.get().whenComplete((answer, failure) -> end(mine, answer, failure));
        return mine.copy();
    }

    private void end(
            CompletableFuture<UpstreamAnswer> mine, @Nullable UpstreamAnswer answer, @Nullable Throwable failure) {
        synchronized (this) {
            underWay = null;
            if (answer != null && takes(answer)) {
                suspect = false;
                takenAt = clock.instant();
            }
        }
        if (answer != null) {
            mine.complete(answer);
        } else {
            mine.completeExceptionally(failure == null ? new IllegalStateException("no answer") : failure);
        }
    }
}
