package dev.ringback.web.media;

import dev.ringback.concurrent.FailedStage;
import dev.ringback.query.Unanswered;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import dev.ringback.upstream.Product;
import dev.ringback.upstream.Purpose;
import dev.ringback.upstream.ReadOutcome.Result;
import dev.ringback.upstream.UpstreamException;
import dev.ringback.upstream.UpstreamException.Reason;
import dev.ringback.upstream.UpstreamOptions;
import dev.ringback.upstream.UpstreamRequest;
import dev.ringback.upstream.content.ContentAnswer;
import dev.ringback.upstream.content.ContentFetch;
import io.javalin.http.Handler;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Answers with content that comes from Twilio meanwhile. Safe for use by many threads, none of which waits in it. */
public final class Relay {
    /** What Twilio says to whoever asks is meant for the caller: its credentials do not open this, or it asks for what there is not. */
    private static final Set<Integer> PASSED = Set.of(400, 401, 403);

    private final ContentFetch fetch;
    private final Duration patience;
    private final int most;
    private final Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();

    /** @param options by which Twilio is asked */
    public Relay(ContentFetch fetch, UpstreamOptions options) {
        this.fetch = fetch;
        this.patience = options.patience();
        // Slow clients leave the other half to all other requests.
        this.most = Math.max(1, options.ceilings().maxConcurrent() / 2);
    }

    /**
     * Asks Twilio for content, and completes an answer when it begins to come, or does not.
     *
     * @param absence says in a half sentence why the vault has not answered
     */
    void begin(Wanted wanted, Conditions conditions, String absence, CompletableFuture<Handler> answer) {
        AtomicInteger count = underWay.computeIfAbsent(wanted.accountSid(), account -> new AtomicInteger());
        if (count.incrementAndGet() > most) {
            count.decrementAndGet();
            answer.complete(unanswered(true, null, Result.BUSY.reason()));
            return;
        }
        RelayTarget target = new RelayTarget(wanted, conditions.isHead(), answer);
        CompletableFuture<Void> unused = fetch.fetch(request(wanted, conditions), target)
                .handle((last, failure) -> {
                    count.decrementAndGet();
                    RelayStream stream = target.stream();
                    if (stream != null) {
                        end(stream, failure);
                    } else if (failure == null) {
                        answer.complete(error(last, absence));
                    } else {
                        answer.complete(failed(FailedStage.cause(failure)));
                    }
                    return null;
                });
    }

    /** With {@code If-Range} all is asked for: nobody here knows whether Twilio's content is the one of which the client has the beginning. */
    private UpstreamRequest request(Wanted wanted, Conditions conditions) {
        UpstreamRequest request =
                UpstreamRequest.get(wanted.accountSid(), Purpose.READ, Product.API, wanted.target(), patience);
        return conditions.ifRange() != null
                ? request
                : conditions
                        .range()
                        .map(range -> request.withHeaders(Map.of("Range", range.text())))
                        .orElse(request);
    }

    private static void end(RelayStream stream, @Nullable Throwable failure) {
        if (failure == null) {
            stream.succeed();
        } else if (FailedStage.cause(failure) instanceof UpstreamException known
                && known.reason() == Reason.NOT_TAKEN) {
            stream.fail(new IOException(known.getMessage()));
        } else {
            stream.fail(new BrokenContentException(
                    String.valueOf(FailedStage.cause(failure).getMessage())));
        }
    }

    private static Handler error(ContentAnswer last, String absence) {
        int status = last.status();
        if (status == 404 || status == 410) {
            return ctx -> {
                throw Absence.of(ctx, absence);
            };
        }
        if (status == 416) {
            return ctx -> {
                last.header("content-range").ifPresent(range -> ctx.header("Content-Range", range));
                throw new TwilioException(TwilioError.RANGE_NOT_SATISFIABLE, "The range begins behind the end");
            };
        }
        if (last.isTwilios() && PASSED.contains(status) && isError(last)) {
            return ctx -> {
                last.header("content-type").ifPresent(ctx::contentType);
                ctx.header("X-Content-Type-Options", "nosniff");
                ctx.status(status).result(last.text());
            };
        }
        Duration retryAfter = last.header("retry-after")
                .filter(text -> text.matches("\\d{1,5}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(null);
        return unanswered(status == 429, retryAfter, Result.of(status).reason());
    }

    /** Tells whether it is an error as Twilio's API writes it, and not a page that somebody else has put in its place. */
    private static boolean isError(ContentAnswer last) {
        String type = last.header("content-type").orElse("");
        return type.startsWith("application/json") || type.startsWith("application/xml");
    }

    private static Handler failed(Throwable failure) {
        if (failure instanceof UpstreamException known) {
            // What nobody has taken was no content.
            Result result = known.reason() == Reason.NOT_TAKEN ? Result.UNSAFE : Result.of(known.reason());
            return unanswered(result == Result.BUSY, UpstreamException.retryAfter(known), result.reason());
        }
        if (failure instanceof RejectedExecutionException) { // the settings have just changed
            return unanswered(false, null, Result.UNAVAILABLE.reason());
        }
        return ctx -> {
            throw failure instanceof Exception exception ? exception : new IllegalStateException(failure);
        };
    }

    private static Handler unanswered(boolean isBusy, @Nullable Duration retryAfter, String reason) {
        return ctx -> {
            throw Unanswered.now(ctx, isBusy, retryAfter, reason);
        };
    }
}
