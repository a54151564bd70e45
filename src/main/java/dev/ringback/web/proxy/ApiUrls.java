package dev.ringback.web.proxy;

import dev.ringback.query.ExternalUrl;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the URL by which the client of a request reaches the API door. Twilio's libraries send their auth token to whatever host the
 * address of the next page names, so it never names one that only an untrusted sender wrote, nor http where a proxy was asked over https.
 *
 * <p>Takes the scheme and host that trusted proxies say ({@link ForwardedHeaders}), where those say nothing the {@code Host} header, and
 * where that is malformed too the address that the request came in at. Safe for use by many threads.
 */
public final class ApiUrls implements ExternalUrl {
    private static final Pattern URL = Pattern.compile("(?i:https?)://([^/]+)/?");

    private final TrustedProxies trusted;
    private final GuessLog log = new GuessLog();
    private volatile Host lastHost = new Host("", HostAndPort.parse(""));

    private ApiUrls(TrustedProxies trusted) {
        this.trusted = trusted;
    }

    /**
     * The rule for a door.
     *
     * @param configured the URL to give to every client, with or without a slash at the end; null to go by each request
     * @param trusted whose forwarded headers count if none is configured
     */
    public static ExternalUrl of(@Nullable String configured, TrustedProxies trusted) {
        if (configured == null) {
            return new ApiUrls(trusted);
        }
        String url = configured.endsWith("/") ? configured.substring(0, configured.length() - 1) : configured;
        return ctx -> url;
    }

    /** Tells whether the text can be configured: http or https, and a host, with or without a slash at the end. */
    public static boolean isUrl(String text) {
        Matcher matcher = URL.matcher(text);
        return matcher.matches() && HostAndPort.parse(matcher.group(1)).isPresent();
    }

    @Override
    public String of(Context ctx) {
        HttpServletRequest request = ctx.req();
        String own = own(request).url(scheme(request));
        if (!ForwardedHeaders.anyIn(request)) {
            return own;
        }
        if (!trusted.contains(request.getRemoteAddr())) {
            log.untrusted(request.getRemoteAddr(), own);
            return own;
        }
        ForwardedHeaders forwarded = new ForwardedHeaders(request, trusted);
        String url = url(request, forwarded);
        forwarded.malformed().ifPresent(value -> log.malformed(request.getRemoteAddr(), value, url));
        if (forwarded.tellsScheme()) {
            log.forwarded(request.getRemoteAddr(), url);
        } else {
            log.schemeNotTold(request.getRemoteAddr(), url);
        }
        return url;
    }

    private String url(HttpServletRequest request, ForwardedHeaders forwarded) {
        HostAndPort host = forwarded.host().orElseGet(() -> own(request));
        return forwarded
                .port()
                .map(host::withPortIfNone)
                .orElse(host)
                .url(forwarded.secure() ? "https" : scheme(request));
    }

    /** Most clients spell it the same from request to request, and it is wanted for every answer. */
    private Optional<HostAndPort> host(String header) {
        Host last = lastHost;
        if (!last.header.equals(header)) {
            last = new Host(header, HostAndPort.parse(header));
            lastHost = last;
        }
        return last.parsed;
    }

    private record Host(String header, Optional<HostAndPort> parsed) {}

    /** A request line may hold a whole URL with any scheme. */
    private static String scheme(HttpServletRequest request) {
        return "https".equalsIgnoreCase(request.getScheme()) ? "https" : "http";
    }

    /** Finds host and port as the client spells them. HTTP/1.0 knows no Host header. */
    private HostAndPort own(HttpServletRequest request) {
        String header = request.getHeader("Host");
        String address = request.getLocalAddr();
        return host(header == null ? "" : header.strip())
                .orElseGet(() -> new HostAndPort(
                        address.indexOf(':') < 0 || address.startsWith("[") ? address : '[' + address + ']',
                        request.getLocalPort()));
    }
}
