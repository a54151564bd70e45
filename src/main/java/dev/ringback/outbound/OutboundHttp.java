package dev.ringback.outbound;

import dev.ringback.concurrent.DaemonThreads;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends requests within limits: it follows no redirects, retries nothing, keeps no cookies, has a time limit for the whole exchange, reads
 * only the beginning of a response, and connects only where {@linkplain PrivateNetworkGuard the guard} allows it. Safe for use by many
 * threads.
 */
public final class OutboundHttp implements AutoCloseable {
    public static final int MAX_ANSWER = 16_384;

    /** The default time limit, which is how long Twilio itself waits for a response. */
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(15);

    private static final int MAX_CONNECTIONS = 64;

    private final PrivateNetworkGuard targets;
    private final Duration patience;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(task -> DaemonThreads.create("ringback-patience", task));

    /** @param patience for connecting and the whole answer together */
    public OutboundHttp(PrivateNetworkGuard targets, Duration patience) {
        this.targets = targets;
        this.patience = patience;
        Timeout timeout = Timeout.of(patience);
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new Resolver(targets))
                        .setMaxConnTotal(MAX_CONNECTIONS)
                        .setMaxConnPerRoute(MAX_CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout)
                                .setSocketTimeout(timeout)
                                .build())
                        .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(timeout).build())
                .setUserAgent("Ringback")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableContentCompression()
                .build();
    }

    /** Returns the guard that decides where requests may go. */
    public PrivateNetworkGuard targets() {
        return targets;
    }

    /** Returns the time limit for connecting and the whole response together. */
    public Duration patience() {
        return patience;
    }

    /**
     * Sends a request and waits for the answer, whatever its status.
     *
     * @throws IOException when there is none; the message says why, and holds no secret
     */
    public OutboundResponse send(OutboundRequest request) throws IOException {
        HttpUriRequestBase sent = new HttpUriRequestBase(request.method(), request.url());
        request.headers().forEach(sent::setHeader);
        if (!request.body().isEmpty()) {
            sent.setEntity(new ByteArrayEntity(request.body().getBytes(StandardCharsets.UTF_8), null));
        }
        ScheduledFuture<?> end = null;
        try {
            end = watch.schedule(sent::cancel, patience.toMillis(), TimeUnit.MILLISECONDS);
            return answer(sent);
        } catch (IOException failed) {
            throw sent.isCancelled() || failed instanceof SocketTimeoutException
                    ? new SocketTimeoutException("no answer within " + patience.toMillis() + " ms")
                    : failed;
        } catch (RejectedExecutionException | IllegalStateException closed) {
            throw new IOException("closed", closed);
        } finally {
            if (end != null) {
                end.cancel(false);
            }
        }
    }

    private OutboundResponse answer(HttpUriRequestBase sent) throws IOException {
        OutboundResponse answer = null;
        try (ClassicHttpResponse response = client.executeOpen(null, sent, null)) {
            answer = read(response, sent);
        } catch (IOException failed) {
            if (answer == null) {
                throw failed;
            }
        }
        return answer;
    }

    private static OutboundResponse read(ClassicHttpResponse response, HttpUriRequestBase sent) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        String reason = response.getReasonPhrase() == null ? "" : response.getReasonPhrase();
        String body = beginning(response, sent);
        return new OutboundResponse(response.getCode(), reason, headers, body);
    }

    /**
     * Reads the beginning of the body. Cancels the request when the body is longer: closing it normally would read the rest only to keep the
     * connection.
     */
    private static String beginning(ClassicHttpResponse response, HttpUriRequestBase sent) throws IOException {
        if (response.getEntity() == null) {
            return "";
        }
        InputStream content = response.getEntity().getContent();
        if (content == null) {
            return "";
        }
        byte[] bytes = content.readNBytes(MAX_ANSWER);
        if (bytes.length == MAX_ANSWER && content.read() >= 0) {
            sent.cancel();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        watch.shutdownNow();
        client.close();
    }

    /** Asked for every connection, so that what is checked is what is connected to. */
    private record Resolver(PrivateNetworkGuard targets) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return targets.resolve(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            return InetAddress.getByName(host).getCanonicalHostName();
        }
    }
}
