package dev.ringback.query;

import dev.ringback.model.Resource;
import dev.ringback.twilio.rest.ResourceView;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Answers with one resource of the mirror, and asks Twilio for it before where the settings and the caller allow it. An answer that Twilio could not
 * better says why in {@code X-Ringback-Stale}.
 */
final class ResourceReads {
    private static final String STALE = "X-Ringback-Stale";
    private static final String CACHE = "X-Ringback-Cache";
    private static final String RETRY_AFTER = "Retry-After";

    private final Answers answers;
    private final TwilioReads twilio;
    private final Clock clock;

    ResourceReads(Answers answers, TwilioReads twilio, Clock clock) {
        this.answers = answers;
        this.twilio = twilio;
        this.clock = clock;
    }

    /**
     * Answers with a resource, now or after Twilio was asked.
     *
     * @param find finds it in the mirror
     */
    <T extends Resource> CompletionStage<Handler> read(
            ApiRequest request, ResourceView<T> view, Subject subject, Supplier<Optional<T>> find) {
        Optional<T> found = find.get();
        CacheControl wanted = CacheControl.of(request.ctx());
        if (!asks(view, found, wanted)) {
            return CompletableFuture.completedFuture(ctx -> {
                if (found.isEmpty() && wanted.onlyIfCached()) {
                    ctx.header(CACHE, "miss");
                }
                answers.resource(request, view, found);
            });
        }
        return twilio.ask(
                        request.accountSid(),
                        subject.kind(),
                        subject.path(request.accountSid()),
                        subject.sid(),
                        () -> find.get().isPresent())
                .thenApply(outcome -> ctx -> answer(ctx, request, view, found(find.get(), outcome), outcome));
    }

    /** What is older than the retention is answered as Twilio has it: the mirror does not keep it. The answer is of the kind that was asked for. */
    @SuppressWarnings("unchecked")
    private static <T extends Resource> Optional<T> found(Optional<T> mirrored, TwilioReads.Outcome outcome) {
        return mirrored.isPresent() ? mirrored : Optional.ofNullable((T) outcome.resource());
    }

    private <T extends Resource> boolean asks(ResourceView<T> view, Optional<T> found, CacheControl wanted) {
        if (twilio.mode() == TwilioReads.Mode.NEVER || wanted.onlyIfCached()) {
            return false;
        }
        if (found.isEmpty()) {
            return true;
        }
        T resource = found.get();
        return !wanted.accepts(Duration.between(resource.lastReceivedAt(), clock.instant()))
                || (twilio.mode() == TwilioReads.Mode.INCOMPLETE
                        && !view.missing(List.of(resource)).isEmpty());
    }

    private <T extends Resource> void answer(
            Context ctx, ApiRequest request, ResourceView<T> view, Optional<T> found, TwilioReads.Outcome outcome) {
        if (found.isEmpty() && outcome.refusal() != null) {
            PassHandler.answer(ctx, outcome.refusal());
            return;
        }
        if (found.isEmpty() && outcome.status() != 200 && outcome.status() != 404) {
            Duration retryAfter = outcome.retryAfter();
            ctx.header(RETRY_AFTER, Long.toString(retryAfter == null ? 1 : Math.max(1, retryAfter.toSeconds())));
            throw outcome.status() == 429
                    ? new TwilioException(TwilioError.TOO_MANY_REQUESTS, "Too Many Requests")
                    : new TwilioException(TwilioError.UNAVAILABLE, "Twilio could not be asked: " + outcome.reason());
        }
        if (outcome.status() != 200) {
            ctx.header(STALE, outcome.reason());
        }
        answers.asked(request, view, found);
    }
}
