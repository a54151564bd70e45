package dev.ringback.outbound;

import dev.ringback.concurrent.DaemonThreads;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests within limits: it follows no redirects unless a caller allows some, retries nothing, keeps no cookies, has a time limit for
 * the whole exchange, reads only the beginning of a response, and connects only where {@linkplain PrivateNetworkGuard the guard} allows it.
 * Sends requests through a proxy where the settings name one. Safe for use by many threads.
 */
public final class OutboundHttp implements AutoCloseable {
    public static final int MAX_ANSWER = 16_384;

    /** The default time limit, which is how long Twilio itself waits for a response. */
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(15);

    private final PrivateNetworkGuard targets;
    private final Duration patience;
    private final OutboundOptions options;
    private final GuardedLookup lookup;
    private final HttpConnections connections;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(task -> DaemonThreads.create("ringback-patience", task));

    /**
     * Creates a client that goes everywhere directly.
     *
     * @param patience for connecting and the whole answer together
     */
    public OutboundHttp(PrivateNetworkGuard targets, Duration patience) {
        this(targets, patience, OutboundOptions.DIRECT);
    }

    /** @param patience for connecting and the whole answer together, where a caller sets no other limit */
    public OutboundHttp(PrivateNetworkGuard targets, Duration patience, OutboundOptions options) {
        this.targets = targets;
        this.patience = patience;
        this.options = options;
        this.lookup = new GuardedLookup(targets);
        this.connections = new HttpConnections(
                Timeout.of(patience),
                trustsOthers() ? options.authorities().context() : null,
                host -> lookup.resolve(host, patience));
    }

    private boolean trustsOthers() {
        return !options.authorities().further().isEmpty();
    }

    /** Returns the guard that decides where requests may go. */
    public PrivateNetworkGuard targets() {
        return targets;
    }

    /** Returns the time limit for connecting and the whole response together. */
    public Duration patience() {
        return patience;
    }

    /** Makes sockets that trust the same authorities, for other protocols. */
    public SSLSocketFactory tlsSockets() {
        return trustsOthers()
                ? options.authorities().context().getSocketFactory()
                : (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    /**
     * Sends a request and waits for the answer, whatever its status.
     *
     * @throws IOException when there is none; the message says why, and holds no secret
     */
    public OutboundResponse send(OutboundRequest request) throws IOException {
        return send(request, ExchangeLimits.within(patience));
    }

    /**
     * Sends a request and waits for the answer, whatever its status; of a longer body than the limits allow the beginning is returned.
     *
     * @throws IOException when there is none, or a redirect cannot be followed; the message says why, and holds no secret
     */
    public OutboundResponse send(OutboundRequest request, ExchangeLimits limits) throws IOException {
        return follow(request, limits, null);
    }

    /**
     * Sends a request, and writes the body of a successful answer to a stream, which stays open. The answer that is returned has no body
     * then; one without success has the beginning of it.
     *
     * @throws IOException when there is no answer, a redirect cannot be followed, the stream fails, or the body is longer than the limits
     *     allow or shorter than it said it was; what was written until then is incomplete
     */
    public OutboundResponse download(OutboundRequest request, ExchangeLimits limits, OutputStream body)
            throws IOException {
        return follow(request, limits, head -> body);
    }

    /**
     * Sends a request, follows no redirect, and lets a target take the body of a successful answer while it comes. The answer that is returned has no
     * body then; one without success has the beginning of it.
     *
     * @throws BodyRefusedException when the target fails
     * @throws IOException when there is no answer, or the body ends early, stalls, or is longer than the limits allow; what was taken until then is
     *     incomplete
     */
    public OutboundResponse stream(OutboundRequest request, StreamLimits limits, BodyTarget body) throws IOException {
        ExchangeLimits ofHead = new ExchangeLimits(limits.head(), limits.maxBody(), 0);
        return exchange(request, ofHead, System.nanoTime() + limits.head().toNanos(), body, limits);
    }

    private OutboundResponse follow(OutboundRequest request, ExchangeLimits limits, @Nullable BodyTarget target)
            throws IOException {
        long end = System.nanoTime() + limits.patience().toNanos();
        OutboundRequest current = request;
        for (int left = limits.maxRedirects(); ; left--) {
            OutboundResponse answer = exchange(current, limits, end, target, null);
            Optional<OutboundRequest> next =
                    limits.maxRedirects() == 0 ? Optional.empty() : Redirect.next(current, answer);
            if (next.isEmpty()) {
                return answer;
            }
            if (left == 0) {
                throw new IOException("redirected more than " + limits.maxRedirects() + " times");
            }
            current = next.get();
        }
    }

    private OutboundResponse exchange(
            OutboundRequest request,
            ExchangeLimits limits,
            long end,
            @Nullable BodyTarget target,
            @Nullable StreamLimits stream)
            throws IOException {
        HttpUriRequestBase sent = new HttpUriRequestBase(request.method(), request.url());
        request.headers().forEach(sent::setHeader);
        if (!request.content().isEmpty()) {
            sent.setEntity(new ByteArrayEntity(request.content().bytes(), null));
        }
        sent.setConfig(RequestConfig.custom()
                .setResponseTimeout(Timeout.of(limits.patience()))
                .build());
        try (ExchangeWatch watched = new ExchangeWatch(watch, end, limits.patience(), sent::cancel)) {
            return exchange(request, sent, end, new Body(sent, limits.maxBody(), target, stream, watched));
        } catch (RejectedExecutionException closed) {
            throw new IOException("closed", closed);
        }
    }

    private OutboundResponse exchange(OutboundRequest request, HttpUriRequestBase sent, long end, Body body)
            throws IOException {
        try {
            Optional<HttpProxy> proxy = proxy(request.url(), end);
            OutboundResponse answer = answer(sent, proxy, body);
            for (String secret : proxy.map(HttpProxy::secrets).orElse(List.of())) {
                answer = answer.without(secret);
            }
            return answer;
        } catch (AnswerTooLongException | BodyRefusedException itself) {
            throw itself;
        } catch (UncheckedIOException failed) {
            throw body.watched().worded(Objects.requireNonNull(failed.getCause()));
        } catch (IOException failed) {
            throw body.watched().worded(failed);
        } catch (RejectedExecutionException | IllegalStateException closed) {
            throw body.watched().worded(new IOException("closed", closed));
        }
    }

    /** Chooses the proxy. It will look up the host by itself, so this is the moment to check where that leads. */
    private Optional<HttpProxy> proxy(URI url, long end) throws IOException {
        Optional<HttpProxy> proxy =
                url.getHost() == null ? Optional.empty() : options.proxies().of(url);
        if (proxy.isPresent()) {
            lookup.check(url.getHost(), Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
        return proxy;
    }

    private OutboundResponse answer(HttpUriRequestBase sent, Optional<HttpProxy> proxy, Body body) throws IOException {
        OutboundResponse answer = null;
        try (ClassicHttpResponse response = connections.open(sent, proxy)) {
            answer = body.read(response);
        } catch (IOException failed) {
            if (answer == null) {
                throw failed;
            }
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        watch.shutdownNow();
        lookup.close();
        connections.close();
    }
}
