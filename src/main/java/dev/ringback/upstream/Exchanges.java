package dev.ringback.upstream;

import dev.ringback.model.Account;
import dev.ringback.outbound.AnswerTooLongException;
import dev.ringback.outbound.BodyRefusedException;
import dev.ringback.outbound.ExchangeLimits;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.outbound.OutboundRequest;
import dev.ringback.outbound.OutboundResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;

/** Sends a request to Twilio once, with the account's credentials. Safe for use by many threads. */
final class Exchanges {
    /** A thousand messages with the longest bodies are some five million bytes. */
    private static final long MAX_ANSWER = 16L * 1024 * 1024;

    private final OutboundHttp http;
    private final TwilioHosts hosts;
    private final Clock clock;
    private final ServerClock twiliosClock = new ServerClock();

    Exchanges(OutboundHttp http, TwilioHosts hosts, Clock clock) {
        this.http = http;
        this.hosts = hosts;
        this.clock = clock;
    }

    /**
     * Sends a request, and follows no redirect: the credentials go nowhere else.
     *
     * @throws UpstreamException when there is no answer, with what is known about the request
     */
    UpstreamAnswer send(UpstreamRequest request, Account account, Duration patience) throws UpstreamException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        long begun = System.nanoTime();
        try {
            OutboundResponse response =
                    http.download(outbound(request, account), new ExchangeLimits(patience, MAX_ANSWER, 0), body);
            byte[] bytes =
                    response.isSuccess() ? body.toByteArray() : response.body().getBytes(StandardCharsets.UTF_8);
            return answer(response, bytes, begun, System.nanoTime());
        } catch (AnswerTooLongException tooLong) {
            throw new UpstreamException(
                    UpstreamException.Reason.UNSAFE, "the answer has more than " + MAX_ANSWER + " bytes");
        } catch (IOException failed) {
            throw told(failed);
        }
    }

    /**
     * Sends a request as {@link #send} does, and lets the stream take the body of a successful answer while it comes.
     *
     * @throws UpstreamException when there is no answer, or its body does not end well
     */
    UpstreamAnswer stream(UpstreamRequest request, Account account, Duration patience, AnswerStream stream)
            throws UpstreamException {
        AtomicLong headAt = new AtomicLong();
        long begun = System.nanoTime();
        try {
            OutboundResponse response =
                    http.stream(outbound(request, account), stream.limits().withHead(patience), head -> {
                        headAt.set(System.nanoTime());
                        return stream.begin(head);
                    });
            byte[] bytes = response.body().getBytes(StandardCharsets.UTF_8);
            return answer(response, bytes, begun, stream.hasBegun() ? headAt.get() : System.nanoTime());
        } catch (AnswerTooLongException tooLong) {
            throw new UpstreamException(UpstreamException.Reason.UNSAFE, String.valueOf(tooLong.getMessage()));
        } catch (BodyRefusedException refused) {
            throw new UpstreamException(UpstreamException.Reason.NOT_TAKEN, String.valueOf(refused.getMessage()));
        } catch (IOException failed) {
            throw told(failed);
        }
    }

    private OutboundRequest outbound(UpstreamRequest request, Account account) {
        Map<String, String> headers = new HashMap<>(request.headers());
        headers.put("Authorization", authorization(account));
        if (!request.body().isEmpty()) {
            headers.putIfAbsent("Content-Type", "application/x-www-form-urlencoded");
        }
        URI url = URI.create(hosts.base(request.product()) + request.path());
        return new OutboundRequest(request.method(), url, headers, request.body());
    }

    private UpstreamAnswer answer(OutboundResponse response, byte[] body, long begun, long ended) {
        Duration took = Duration.ofNanos(ended - begun);
        UpstreamAnswer answer = UpstreamAnswer.of(response.status(), response.headers(), body, clock.instant(), took);
        return answer.date()
                .map(date -> answer.sentAt(twiliosClock.sentAt(date, begun, ended)))
                .orElse(answer);
    }

    private static UpstreamException told(IOException failed) {
        return new UpstreamException(
                isUnsent(failed) ? UpstreamException.Reason.UNAVAILABLE : UpstreamException.Reason.UNKNOWN,
                String.valueOf(failed.getMessage()));
    }

    /** Tells whether there was no connection to send anything over. */
    private static boolean isUnsent(IOException failed) {
        return failed instanceof ConnectException
                || failed instanceof ConnectTimeoutException
                || failed instanceof NoRouteToHostException
                || failed instanceof UnknownHostException
                || failed instanceof SSLHandshakeException;
    }

    private static String authorization(Account account) {
        String credentials = account.sid() + ':' + account.authTokens().get(0);
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
