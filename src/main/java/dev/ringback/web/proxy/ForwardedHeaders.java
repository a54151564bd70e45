package dev.ringback.web.proxy;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Collects what trusted proxies say of the URL that a client asked for. Malformed values are passed over.
 *
 * <p>The word https is believed from anybody in a list: a link with a wrong https fails, while one with a wrong http sends an auth token in
 * clear text. All else is believed as far as {@link HeaderLists} says.
 */
final class ForwardedHeaders {
    private static final List<String> SCHEMES = List.of(
            "X-Forwarded-Proto",
            "X-Forwarded-Protocol",
            "X-Forwarded-Scheme",
            "X-Url-Scheme",
            "CloudFront-Forwarded-Proto");
    private static final List<String> SWITCHES = List.of("X-Forwarded-Ssl", "Front-End-Https");
    private static final List<String> OTHERS = List.of(
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Server",
            "X-Real-IP",
            "Via");

    private static final List<String> SIGNS =
            Stream.of(SCHEMES, SWITCHES, OTHERS).flatMap(List::stream).toList();

    private static final Set<String> WITH_TLS = Set.of("https", "wss", "on", "1", "true", "yes");
    private static final Set<String> WITHOUT_TLS = Set.of("http", "ws", "off", "0", "false", "no");
    private static final int PORT_OF_HTTPS = 443;

    private final HeaderLists lists;
    private boolean secure;
    private boolean tellsScheme;
    private final Optional<HostAndPort> host;
    private final Optional<Integer> port;
    private @Nullable String malformed;

    /** @param request whose sender is trusted */
    ForwardedHeaders(HttpServletRequest request, TrustedProxies trusted) {
        this.lists = new HeaderLists(request, trusted);
        Stream.concat(SCHEMES.stream(), SWITCHES.stream())
                .forEach(name -> lists.all(name).forEach(this::scheme));
        lists.allForwarded("proto").forEach(this::scheme);
        this.host = firstHost(lists.believed("X-Forwarded-Host")).or(() -> firstHost(lists.believedForwarded("host")));
        this.port = first(lists.believed("X-Forwarded-Port"), HostAndPort::port);
        if (port.filter(number -> number == PORT_OF_HTTPS).isPresent()
                || host.filter(HostAndPort::hasPortOfHttps).isPresent()) {
            secure = true;
        }
    }

    /** Tells whether the request shows any sign of a proxy. */
    static boolean anyIn(HttpServletRequest request) {
        // Asked for every answer.
        for (String name : SIGNS) {
            if (request.getHeader(name) != null) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether any proxy was asked over TLS. */
    boolean secure() {
        return secure;
    }

    /** Tells whether any proxy says how it was asked. */
    boolean tellsScheme() {
        return secure || tellsScheme;
    }

    /** The host that the outermost trusted proxy was asked for. */
    Optional<HostAndPort> host() {
        return host;
    }

    /** The port that it was asked at. */
    Optional<Integer> port() {
        return port;
    }

    /** The first value that was passed over because it can be no scheme, host or port. */
    Optional<String> malformed() {
        return Optional.ofNullable(malformed);
    }

    private void scheme(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (WITH_TLS.contains(lower)) {
            secure = true;
        } else if (WITHOUT_TLS.contains(lower)) {
            tellsScheme = true;
        } else {
            passOver(value);
        }
    }

    private Optional<HostAndPort> firstHost(List<String> values) {
        return first(values, HostAndPort::parse);
    }

    private <T> Optional<T> first(List<String> values, Function<String, Optional<T>> parser) {
        for (String value : values) {
            Optional<T> parsed = parser.apply(value);
            if (parsed.isPresent()) {
                return parsed;
            }
            passOver(value);
        }
        return Optional.empty();
    }

    private void passOver(String value) {
        if (malformed == null) {
            malformed = value;
        }
    }
}
