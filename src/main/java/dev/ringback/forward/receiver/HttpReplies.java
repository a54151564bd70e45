package dev.ringback.forward.receiver;

import dev.ringback.model.DeliveryAttempt.Outcome;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.outbound.OutboundRequest;
import dev.ringback.outbound.OutboundResponse;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Interprets the responses of HTTP services that have no conventions of their own. */
public final class HttpReplies {
    /**
     * Statuses that refuse the request itself, so that repeating it is useless. Wrong credentials or a missing address are not among them,
     * because somebody may mend those.
     */
    private static final Set<Integer> FINAL = Set.of(400, 405, 410, 413, 414, 415, 422);

    /**
     * Statuses that last until somebody changes an address, credentials or rights. A moved address is among them, since redirects are not
     * followed.
     */
    private static final Set<Integer> FOR_GOOD = Set.of(301, 308, 401, 403, 404, 405, 407, 410, 501);

    private static final int MAX_BODY_SHOWN = 200;

    private HttpReplies() {}

    /** Sends a request and interprets the response. */
    public static Reply send(OutboundHttp http, OutboundRequest request) {
        return send(http, request, HttpReplies::of);
    }

    /**
     * Sends a request and interprets the response.
     *
     * @param meaning of an answer, whose text has lost already what was secret in the request's URL and headers
     */
    public static Reply send(OutboundHttp http, OutboundRequest request, Function<OutboundResponse, Reply> meaning) {
        Redaction redaction = new Redaction(request);
        try {
            return meaning.apply(redaction.of(http.send(request)));
        } catch (SSLException untrusted) {
            return Reply.failedForGood("TLS: " + redaction.of(words(untrusted)));
        } catch (UnknownHostException unknown) {
            return Reply.failedForGood("unknown host: " + redaction.of(words(unknown)));
        } catch (IOException failed) {
            return Reply.failed(redaction.of(words(failed)));
        }
    }

    private static String words(IOException failed) {
        return failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
    }

    /** Interprets a response. */
    public static Reply of(OutboundResponse answer) {
        String said = (answer.status() + " " + answer.reason()).strip();
        if (answer.isSuccess()) {
            return Reply.delivered(said);
        }
        String body = answer.body().strip().replaceAll("\\s+", " ");
        String shown = body.length() <= MAX_BODY_SHOWN ? body : body.substring(0, MAX_BODY_SHOWN) + "...";
        Reply reply = new Reply(
                FINAL.contains(answer.status()) ? Outcome.REFUSED : Outcome.FAILED,
                shown.isEmpty() ? said : said + ": " + shown,
                retryAfter(answer, Clock.systemUTC()));
        return FOR_GOOD.contains(answer.status())
                ? new Reply(reply.outcome(), reply.reason(), reply.retryAfter(), Reply.Fault.RECEIVER_FOR_GOOD)
                : reply;
    }

    /** Reads {@code Retry-After}, which by RFC 9110 is in seconds or a date; null if it is neither, or past. */
    static @Nullable Duration retryAfter(OutboundResponse answer, Clock clock) {
        String value = answer.header("retry-after").orElse("").strip();
        if (value.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(clock.instant(), until);
            return wait.isNegative() ? null : wait;
        } catch (DateTimeException none) {
            return null;
        }
    }
}
