package dev.ringback.upstream.write;

import dev.ringback.upstream.AnswerSink;
import dev.ringback.upstream.Product;
import dev.ringback.upstream.Purpose;
import dev.ringback.upstream.TwilioClient;
import dev.ringback.upstream.UpstreamAnswer;
import dev.ringback.upstream.UpstreamException;
import dev.ringback.upstream.UpstreamException.Reason;
import dev.ringback.upstream.UpstreamRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Deletes and redacts at Twilio what nobody waits for, in the lowest lane, and stores that it is gone. Doing it again is harmless. Safe for use by many
 * threads, none of which waits in it.
 */
public final class Deletions {
    /** Everything else goes first. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Says what a deletion has found. */
    public enum Result {
        DELETED,
        /** Twilio does not have it, so it was deleted before. */
        WAS_GONE,
        /** Twilio does not delete it yet, since it has no final state (20009, 30400). */
        NOT_YET
    }

    private final TwilioClient twilio;
    private final AnsweredWrites answeredWrites;
    private final SoftDeletedRecordings softDeleted;

    /**
     * Deletes nothing yet.
     *
     * @param answeredWrites stores what is gone
     * @param sink stores what Twilio still tells of a recording that is gone
     */
    public Deletions(TwilioClient twilio, AnsweredWrites answeredWrites, AnswerSink sink) {
        this.twilio = twilio;
        this.answeredWrites = answeredWrites;
        this.softDeleted = new SoftDeletedRecordings(twilio, sink);
    }

    /**
     * Deletes or redacts.
     *
     * @param write a deletion, or the redaction of a message
     * @return completes when it is stored that it is gone; with an {@link UpstreamException} where nobody knows
     */
    public CompletableFuture<Result> delete(Write write) {
        Map<String, String> headers =
                write.contentType() == null ? Map.of() : Map.of("Content-Type", write.contentType());
        UpstreamRequest request = new UpstreamRequest(
                write.accountSid(),
                Purpose.DELETION,
                Product.API,
                write.kind().method(),
                write.target(),
                headers,
                write.content(),
                PATIENCE);
        return twilio.send(request).thenCompose(answer -> stored(write, answer));
    }

    private CompletableFuture<Result> stored(Write write, UpstreamAnswer answer) {
        boolean wasGone = answer.status() == 404 && answer.text().contains("20404");
        if (wasGone && !write.kind().isDeletion()) {
            return CompletableFuture.completedFuture(Result.WAS_GONE);
        }
        if (answer.isSuccess() || wasGone) {
            Result result = wasGone ? Result.WAS_GONE : Result.DELETED;
            CompletableFuture<Boolean> shown = write.kind() == WriteKind.RECORDING_DELETE
                    ? softDeleted.store(
                            write.accountSid(), write.path(), write.names().get("Sid"))
                    : CompletableFuture.completedFuture(false);
            return shown.thenCompose(isShown ->
                            isShown ? CompletableFuture.completedFuture(null) : answeredWrites.store(write, answer))
                    .thenApply(done -> result);
        }
        boolean isRefused = answer.status() == 400 || answer.status() == 409;
        if (isRefused && (answer.text().contains("20009") || answer.text().contains("30400"))) {
            return CompletableFuture.completedFuture(Result.NOT_YET);
        }
        Reason reason = switch (answer.status()) {
            case 429 -> Reason.BUSY;
            case 401, 403 -> Reason.REFUSED;
            default -> answer.status() >= 500 ? Reason.UNAVAILABLE : Reason.UNSAFE;
        };
        return CompletableFuture.failedFuture(
                new UpstreamException(reason, "Twilio answers " + answer.status() + " to a deletion"));
    }
}
