package dev.ringback.outbound;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells through which proxy a request goes.
 *
 * @param https for URLs with {@code https}; null to go there directly
 * @param http for URLs with {@code http}; null to go there directly
 * @param exceptions hosts that are reached directly
 */
public record Proxies(@Nullable HttpProxy https, @Nullable HttpProxy http, ProxyExceptions exceptions) {
    /** Sends every request directly. */
    public static final Proxies NONE = new Proxies(null, null, ProxyExceptions.NONE);

    /** Returns the proxy for a URL; empty to go there directly, as to this machine always. */
    Optional<HttpProxy> of(URI url) {
        boolean isSecure = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : isSecure ? 443 : 80;
        return Optional.ofNullable(isSecure ? https : http).filter(proxy -> !exceptions.include(url.getHost(), port));
    }
}
