package dev.ringback.upstream.write;

import dev.ringback.model.Entry;
import dev.ringback.model.Resource;
import dev.ringback.twilio.callback.AnswerReader;
import dev.ringback.twilio.callback.Inquiry;
import dev.ringback.twilio.callback.ResourceKind;
import dev.ringback.twilio.callback.UnexpectedAnswerException;
import dev.ringback.upstream.AnswerSink;
import dev.ringback.upstream.Product;
import dev.ringback.upstream.Purpose;
import dev.ringback.upstream.TwilioClient;
import dev.ringback.upstream.UpstreamAnswer;
import dev.ringback.upstream.UpstreamException;
import dev.ringback.upstream.UpstreamRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Stores what Twilio tells for 40 days of a recording whose sound was deleted: all but the sound, with the status {@code deleted}. Safe for use by many
 * threads, none of which waits in it.
 *
 * @see <a href="https://www.twilio.com/docs/voice/api/recording">Twilio's recording resource</a>
 */
final class SoftDeletedRecordings {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String DELETED = "deleted";

    private final TwilioClient twilio;
    private final AnswerSink sink;

    SoftDeletedRecordings(TwilioClient twilio, AnswerSink sink) {
        this.twilio = twilio;
        this.sink = sink;
    }

    /**
     * Asks for a recording that was deleted just now.
     *
     * @param path of its deletion
     * @return completes with whether it is stored as deleted; false where Twilio does not tell so; exceptionally where it could not be stored
     */
    CompletableFuture<Boolean> store(String accountSid, String path, @Nullable String sid) {
        return twilio.send(UpstreamRequest.get(
                        accountSid, Purpose.DELETION, Product.API, path + "?IncludeSoftDeleted=true", PATIENCE))
                .handle((answer, failure) -> failure == null ? deleted(accountSid, path, sid, answer) : none(failure))
                .thenCompose(entry -> entry.isEmpty()
                        ? CompletableFuture.completedFuture(false)
                        : sink.store(List.of(entry.get())).thenApply(done -> true));
    }

    /** Returns nothing where Twilio cannot be asked now, which changes nothing about the deletion. */
    private static Optional<Entry> none(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof UpstreamException) {
            return Optional.empty();
        }
        throw new IllegalStateException(cause);
    }

    private static Optional<Entry> deleted(
            String accountSid, String path, @Nullable String sid, UpstreamAnswer answer) {
        if (!answer.isSuccess()) {
            return Optional.empty();
        }
        try {
            Entry entry = AnswerReader.resource(
                    new Inquiry(accountSid, "GET", path, answer.askedAt(), answer.receivedAt()),
                    ResourceKind.RECORDING,
                    sid,
                    answer.text());
            return entry.resources().stream().allMatch(SoftDeletedRecordings::isDeleted)
                    ? Optional.of(entry)
                    : Optional.empty();
        } catch (UnexpectedAnswerException unexpected) {
            return Optional.empty();
        }
    }

    private static boolean isDeleted(Resource resource) {
        return resource.progress().status().equals(DELETED);
    }
}
