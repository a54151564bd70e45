package dev.ringback.outbound;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.ContextBuilder;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.auth.CredentialsProviderBuilder;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the connections to servers and proxies, each kind apart, so that one to a proxy is never taken for one to a server of its name. Safe for
 * use by many threads.
 */
final class HttpConnections implements Closeable {
    private static final int MAX_CONNECTIONS = 64;

    private final Timeout timeout;
    private final @Nullable SSLContext tls;
    private final CloseableHttpClient direct;
    private final Map<HttpProxy, CloseableHttpClient> proxied = new ConcurrentHashMap<>();

    /** Finds the addresses of a host. */
    interface Lookup {
        InetAddress[] resolve(String host) throws IOException;
    }

    /**
     * Connects nowhere yet.
     *
     * @param timeout for connecting, and for each read where a request has none
     * @param tls null for that of Java
     * @param lookup is asked for every direct connection, so that what is checked is what is connected to
     */
    HttpConnections(Timeout timeout, @Nullable SSLContext tls, Lookup lookup) {
        this.timeout = timeout;
        this.tls = tls;
        this.direct = client(lookup).build();
    }

    /** Sends a request, and returns the answer when its head is there. */
    ClassicHttpResponse open(HttpUriRequestBase request, Optional<HttpProxy> proxy) throws IOException {
        if (proxy.isEmpty()) {
            return direct.executeOpen(null, request, null);
        }
        CloseableHttpClient client = proxied.computeIfAbsent(proxy.get(), this::throughProxy);
        return client.executeOpen(null, request, context(proxy.get()));
    }

    private HttpClientBuilder client(Lookup lookup) {
        PoolingHttpClientConnectionManagerBuilder connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new Resolver(lookup))
                .setMaxConnTotal(MAX_CONNECTIONS)
                .setMaxConnPerRoute(MAX_CONNECTIONS)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout)
                        .setSocketTimeout(timeout)
                        .build());
        if (tls != null) {
            connections.setTlsSocketStrategy(new DefaultClientTlsStrategy(tls));
        }
        return HttpClients.custom()
                .setConnectionManager(connections.build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(timeout).build())
                .setUserAgent("Ringback")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableContentCompression();
    }

    /** The proxy is where the settings say it is, in a private network or not. */
    private CloseableHttpClient throughProxy(HttpProxy proxy) {
        return client(InetAddress::getAllByName).setProxy(host(proxy)).build();
    }

    private static HttpClientContext context(HttpProxy proxy) {
        if (proxy.user() == null) {
            return HttpClientContext.create();
        }
        UsernamePasswordCredentials credentials =
                new UsernamePasswordCredentials(proxy.user(), proxy.password().toCharArray());
        return ContextBuilder.create()
                .useCredentialsProvider(CredentialsProviderBuilder.create()
                        .add(new AuthScope(host(proxy)), credentials)
                        .build())
                .preemptiveBasicAuth(host(proxy), credentials)
                .build();
    }

    private static HttpHost host(HttpProxy proxy) {
        return new HttpHost("http", proxy.host(), proxy.port());
    }

    @Override
    public void close() throws IOException {
        direct.close();
        proxied.values().forEach(client -> client.close(CloseMode.GRACEFUL));
    }

    private record Resolver(Lookup lookup) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            try {
                return lookup.resolve(host);
            } catch (UnknownHostException unknown) {
                throw unknown;
            } catch (IOException other) {
                throw new UncheckedIOException(other);
            }
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            return InetAddress.getByName(host).getCanonicalHostName();
        }
    }
}
