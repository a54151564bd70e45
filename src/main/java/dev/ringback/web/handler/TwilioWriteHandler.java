package dev.ringback.web.handler;

import dev.ringback.query.Caller;
import dev.ringback.twilio.Sid;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import dev.ringback.upstream.UpstreamAnswer;
import dev.ringback.upstream.write.Write;
import dev.ringback.upstream.write.WriteKind;
import dev.ringback.upstream.write.WriteOutcome;
import dev.ringback.upstream.write.WriteThrough;
import dev.ringback.web.late.LateHandler;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Passes one kind of writes on to Twilio, and answers as Twilio does, byte for byte. Where there is no answer it says so in Twilio's shape, with a status
 * after which Twilio's libraries do what is right: nothing after 409 and 403, and they may repeat after 429 and 503.
 */
final class TwilioWriteHandler implements LateHandler {
    private static final String OUTCOME = "X-Ringback-Outcome";
    private static final String CALLBACK = "X-Ringback-Callback";
    private static final String RETRY_AFTER = "Retry-After";
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String SENT_ONCE = "ringback.sent-once";

    /** The longest create that Twilio takes, with every character escaped, fits many times. */
    private static final int MAX_BODY = 262_144;

    /** What Twilio's answers carry beside their content, by names in small letters. */
    private static final Map<String, String> PASSED_ON = Map.of(
            "twilio-request-id", "Twilio-Request-Id",
            "twilio-concurrent-requests", "Twilio-Concurrent-Requests",
            "location", "Location",
            "retry-after", RETRY_AFTER,
            "x-rate-limit-limit", "X-Rate-Limit-Limit",
            "x-rate-limit-remaining", "X-Rate-Limit-Remaining",
            "x-rate-limit-config", "X-Rate-Limit-Config",
            "x-rate-limit-reset", "X-Rate-Limit-Reset");

    /** Names of the path that may be something else than a SID: the name of a conference, the label of a participant. */
    private static final List<WriteKind> WITH_NAMES =
            List.of(WriteKind.PARTICIPANT_CREATE, WriteKind.PARTICIPANT_UPDATE, WriteKind.PARTICIPANT_DELETE);

    private final WriteKind kind;
    private final WriteThrough writes;

    TwilioWriteHandler(WriteKind kind, WriteThrough writes) {
        this.kind = kind;
        this.writes = writes;
    }

    @Override
    public CompletionStage<Handler> handle(Context ctx) {
        Caller caller = Caller.of(ctx);
        String accountSid = caller.pathAccountSid(ctx);
        Map<String, String> names = ctx.pathParamMap();
        if (names.values().stream().anyMatch(name -> !isPassable(name))) {
            throw TwilioException.notFound(ctx.path());
        }
        Write write = new Write(
                kind,
                accountSid,
                target(ctx),
                names,
                ctx.header(CONTENT_TYPE),
                SmallBody.read(ctx, MAX_BODY),
                caller.actor());
        ctx.attribute(SENT_ONCE, write.isSentOnce());
        return writes.pass(write).thenApply(outcome -> answering -> answer(answering, outcome));
    }

    /** Lets nothing out that could lead elsewhere at Twilio than the route says. */
    private boolean isPassable(String name) {
        return Sid.isSid(name)
                || (WITH_NAMES.contains(kind)
                        && !name.matches("\\.*")
                        && name.chars().allMatch(c -> c >= ' ' && c != 0x7f && "/\\?#;%".indexOf(c) < 0));
    }

    private static String target(Context ctx) {
        String path = ctx.req().getRequestURI();
        String query = ctx.queryString();
        return query == null ? path : path + '?' + query;
    }

    private static void answer(Context ctx, WriteOutcome outcome) {
        if (!outcome.callback().text().isEmpty()) {
            ctx.header(CALLBACK, outcome.callback().text());
        }
        switch (outcome.result()) {
            case ANSWERED -> answer(ctx, Objects.requireNonNull(outcome.answer()));
            case UNKNOWN -> throw unknown(ctx, outcome.text());
            case REFUSED -> throw undone(ctx, TwilioError.FORBIDDEN, outcome.text());
            case BUSY -> {
                ctx.header(RETRY_AFTER, seconds(outcome.retryAfter()));
                throw undone(
                        ctx,
                        TwilioError.TOO_MANY_REQUESTS,
                        "Too Many Requests: " + outcome.text() + "; nothing was done");
            }
            case UNCERTAIN -> {
                ctx.header(OUTCOME, "unknown");
                ctx.header(RETRY_AFTER, seconds(outcome.retryAfter()));
                throw new TwilioException(
                        TwilioError.UNAVAILABLE,
                        "It is not known whether Twilio has done this; repeating it does no harm: " + outcome.text());
            }
            case UNAVAILABLE -> {
                ctx.header(RETRY_AFTER, seconds(outcome.retryAfter()));
                throw undone(ctx, TwilioError.UNAVAILABLE, "Twilio could not be asked: " + outcome.text());
            }
        }
    }

    private static void answer(Context ctx, UpstreamAnswer answer) {
        ctx.status(answer.status());
        PASSED_ON.forEach((name, shown) -> answer.header(name).ifPresent(value -> ctx.header(shown, value)));
        if (answer.status() == TwilioError.TOO_MANY_REQUESTS.status()
                && answer.header("retry-after").isEmpty()) {
            ctx.header(RETRY_AFTER, seconds(null));
        }
        answer.header("content-type").ifPresent(ctx::contentType);
        if (answer.body().length > 0) {
            ctx.result(answer.body());
        }
    }

    private static String seconds(@Nullable Duration wait) {
        return Long.toString(wait == null ? 1 : Math.max(1, wait.toSeconds()));
    }

    private static TwilioException undone(Context ctx, TwilioError error, String text) {
        ctx.header(OUTCOME, "not-done");
        return new TwilioException(error, text);
    }

    private static TwilioException unknown(Context ctx, String text) {
        ctx.header(OUTCOME, "unknown");
        return new TwilioException(
                TwilioError.OUTCOME_UNKNOWN,
                "It is not known whether Twilio has done this. Do not repeat it before"
                        + " /ringback/v1/unknown-writes says not-seen. "
                        + text);
    }

    /** Who has asked for something that happens each time it is sent must not repeat it because the server stops. */
    @Override
    public void giveUp(Context ctx, RuntimeException reason) {
        if (Boolean.TRUE.equals(ctx.<Boolean>attribute(SENT_ONCE))) {
            throw unknown(ctx, "Ringback did not hear Twilio's answer");
        }
        ctx.header(OUTCOME, "unknown");
        throw reason;
    }
}
