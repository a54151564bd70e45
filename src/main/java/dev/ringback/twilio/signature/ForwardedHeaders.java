package dev.ringback.twilio.signature;

import dev.ringback.twilio.ForwardedElement;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The headers in which proxies tell the URL that was asked of them. Each may be null and each may be a list, first what the outermost
 * proxy said. Nothing here is trusted: it only adds URLs to try, and the signature decides.
 *
 * @param proto {@code X-Forwarded-Proto}
 * @param host {@code X-Forwarded-Host}
 * @param port {@code X-Forwarded-Port}
 * @param forwarded {@code Forwarded}, RFC 7239
 */
public record ForwardedHeaders(
        @Nullable String proto,
        @Nullable String host,
        @Nullable String port,
        @Nullable String forwarded) {
    /** No proxy said anything. */
    public static final ForwardedHeaders NONE = new ForwardedHeaders(null, null, null, null);

    /** The number of proxies of a chain that are heard: Twilio asked the outermost; the second is for one that puts itself first. */
    private static final int PROXIES = 2;

    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

    /** http or https, lower case. */
    List<String> schemes() {
        return values(proto, "proto")
                .map(scheme -> scheme.toLowerCase(Locale.ROOT))
                .filter(ForwardedHeaders::isScheme)
                .distinct()
                .toList();
    }

    /** With a port where they have one. */
    List<String> hosts() {
        return limited(values(host, "host"), ForwardedHeaders::isHost);
    }

    /** Digits, without a colon. */
    List<String> ports() {
        return limited(listed(port), value -> PORT.matcher(value).matches());
    }

    static boolean isScheme(String text) {
        return text.equals("http") || text.equals("https");
    }

    /** Whether the text is a host, or a host and a port, and nothing that could pass for a path or a user. */
    static boolean isHost(String text) {
        return HOST.matcher(text).matches();
    }

    private Stream<String> values(@Nullable String header, String forwardedName) {
        Stream<String> standard = forwarded == null
                ? Stream.of()
                : ForwardedElement.parse(forwarded).stream()
                        .map(element -> element.get(forwardedName))
                        .filter(Objects::nonNull);
        return Stream.concat(listed(header), standard);
    }

    private static Stream<String> listed(@Nullable String header) {
        return header == null ? Stream.of() : Stream.of(header.split(",", -1)).map(String::strip);
    }

    private static List<String> limited(Stream<String> values, Predicate<String> valid) {
        return values.filter(valid).distinct().limit(PROXIES).toList();
    }
}
