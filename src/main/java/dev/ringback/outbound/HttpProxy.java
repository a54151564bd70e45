package dev.ringback.outbound;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names an HTTP proxy through which requests go.
 *
 * @param host as it stands in URLs
 * @param user of HTTP Basic; null for a proxy that asks for no credentials
 * @param password may be empty
 */
public record HttpProxy(String host, int port, @Nullable String user, String password) {
    private static final int DEFAULT_PORT = 80;
    private static final int MAX_PORT = 65_535;

    /**
     * Reads a proxy as {@code HTTPS_PROXY} names it: {@code http://user:password@host:port}, where scheme, credentials and port may be
     * missing. User and password may have percent escapes.
     *
     * @return empty for anything else, also for a proxy that is not spoken to by plain HTTP
     */
    public static Optional<HttpProxy> parse(String text) {
        try {
            URI url = new URI(text.contains("://") ? text : "http://" + text);
            boolean isAddress = url.getHost() != null
                    && "http".equalsIgnoreCase(url.getScheme())
                    && url.getPort() <= MAX_PORT
                    && (url.getRawPath().isEmpty() || url.getRawPath().equals("/"))
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null;
            return isAddress ? Optional.of(of(url)) : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    private static HttpProxy of(URI url) {
        int port = url.getPort() < 0 ? DEFAULT_PORT : url.getPort();
        String credentials = url.getRawUserInfo();
        if (credentials == null) {
            return new HttpProxy(url.getHost(), port, null, "");
        }
        int colon = credentials.indexOf(':');
        return new HttpProxy(
                url.getHost(),
                port,
                decoded(colon < 0 ? credentials : credentials.substring(0, colon)),
                colon < 0 ? "" : decoded(credentials.substring(colon + 1)));
    }

    private static String decoded(String text) {
        // A plus is a plus here, not a space.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Returns the texts that nobody but the proxy may see; none where it has no password. */
    List<String> secrets() {
        return password.isEmpty()
                ? List.of()
                : List.of(
                        Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)),
                        password);
    }

    /** Returns host and port alone. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
