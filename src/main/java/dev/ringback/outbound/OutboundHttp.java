package dev.ringback.outbound;

import dev.ringback.concurrent.DaemonThreads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
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

    /** Limits texts to what fits into an array. */
    private static final long MAX_TEXT = Integer.MAX_VALUE - 8L;

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
        return follow(request, limits, body);
    }

    private OutboundResponse follow(OutboundRequest request, ExchangeLimits limits, @Nullable OutputStream target)
            throws IOException {
        long end = System.nanoTime() + limits.patience().toNanos();
        OutboundRequest current = request;
        for (int left = limits.maxRedirects(); ; left--) {
            OutboundResponse answer = exchange(current, limits, end, target);
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
            OutboundRequest request, ExchangeLimits limits, long end, @Nullable OutputStream target)
            throws IOException {
        HttpUriRequestBase sent = new HttpUriRequestBase(request.method(), request.url());
        request.headers().forEach(sent::setHeader);
        if (!request.content().isEmpty()) {
            sent.setEntity(new ByteArrayEntity(request.content().bytes(), null));
        }
        sent.setConfig(RequestConfig.custom()
                .setResponseTimeout(Timeout.of(limits.patience()))
                .build());
        ScheduledFuture<?> watcher = null;
        try {
            watcher = watch.schedule(sent::cancel, end - System.nanoTime(), TimeUnit.NANOSECONDS);
            Optional<HttpProxy> proxy = proxy(request.url(), end);
            OutboundResponse answer = answer(sent, proxy, limits.maxBody(), target);
            for (String secret : proxy.map(HttpProxy::secrets).orElse(List.of())) {
                answer = answer.without(secret);
            }
            return answer;
        } catch (AnswerTooLongException tooLong) {
            throw tooLong;
        } catch (UncheckedIOException failed) {
            throw worded(Objects.requireNonNull(failed.getCause()), sent, limits);
        } catch (IOException failed) {
            throw worded(failed, sent, limits);
        } catch (RejectedExecutionException | IllegalStateException closed) {
            throw worded(new IOException("closed", closed), sent, limits);
        } finally {
            if (watcher != null) {
                watcher.cancel(false);
            }
        }
    }

    private static IOException worded(IOException failed, HttpUriRequestBase sent, ExchangeLimits limits) {
        return sent.isCancelled() || failed instanceof SocketTimeoutException
                ? new SocketTimeoutException(
                        "no answer within " + limits.patience().toMillis() + " ms")
                : failed;
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

    private OutboundResponse answer(
            HttpUriRequestBase sent, Optional<HttpProxy> proxy, long maxBody, @Nullable OutputStream target)
            throws IOException {
        OutboundResponse answer = null;
        try (ClassicHttpResponse response = connections.open(sent, proxy)) {
            answer = read(response, sent, maxBody, target);
        } catch (IOException failed) {
            if (answer == null) {
                throw failed;
            }
        }
        return answer;
    }

    private static OutboundResponse read(
            ClassicHttpResponse response, HttpUriRequestBase sent, long maxBody, @Nullable OutputStream target)
            throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        String reason = response.getReasonPhrase() == null ? "" : response.getReasonPhrase();
        InputStream content =
                response.getEntity() == null ? null : response.getEntity().getContent();
        if (content == null) {
            return new OutboundResponse(response.getCode(), reason, headers, "");
        }
        if (target != null && response.getCode() / 100 == 2) {
            copy(content, target, maxBody, sent);
            return new OutboundResponse(response.getCode(), reason, headers, "");
        }
        int limit = (int) Math.min(target == null ? maxBody : MAX_ANSWER, MAX_TEXT);
        byte[] bytes = content.readNBytes(limit);
        boolean isCut = bytes.length == limit && content.read() >= 0;
        if (isCut) {
            // Closing it normally would read the rest only to keep the connection.
            sent.cancel();
        }
        String body = new String(bytes, StandardCharsets.UTF_8);
        return new OutboundResponse(response.getCode(), reason, headers, body, isCut);
    }

    private static void copy(InputStream content, OutputStream target, long maxBody, HttpUriRequestBase sent)
            throws IOException {
        byte[] buffer = new byte[MAX_ANSWER];
        long copied = 0;
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            copied += read;
            if (copied > maxBody) {
                sent.cancel();
                throw new AnswerTooLongException(maxBody);
            }
            target.write(buffer, 0, read);
        }
    }

    @Override
    public void close() throws IOException {
        watch.shutdownNow();
        lookup.close();
        connections.close();
    }
}
