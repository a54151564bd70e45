package dev.ringback.twilio.signature;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The ways Twilio may have spelled one URL when it signed it.
 *
 * <p>By the notes of its webhook security guide and the validators of its libraries: user information is dropped, sometimes kept; the port is
 * kept for messages and dropped for voice over HTTPS, sometimes the default port is added; some characters of the query are signed unescaped
 * but sent escaped (twilio-node pull requests 621 and 1061); a bare host has its slash or not.
 */
final class UrlSpellings {
    /** The ways of whole encoders are among the first. */
    private static final int OTHER_PORT = 8;

    private UrlSpellings() {}

    /** The first of them: the URL as it is, without user information. */
    static String likeliest(String url) {
        return url.indexOf('@') < 0 ? url : UrlParts.parse(url).withUserinfo("").join();
    }

    /** Each spelling once, the likeliest first. */
    static Collection<String> of(String url) {
        UrlParts parts = UrlParts.parse(url);
        Set<String> spellings = new LinkedHashSet<>();
        for (String query : queries(parts.query())) {
            for (String path : paths(parts)) {
                for (String userinfo : distinct("", parts.userinfo())) {
                    for (String port : ports(parts)) {
                        spellings.add(new UrlParts(parts.scheme(), userinfo, parts.host(), port, path, query).join());
                    }
                }
            }
        }
        return spellings;
    }

    /**
     * Further spellings of its query, the likeliest first, made as they are asked for: see {@link QuerySpellings}. With the port that the URL
     * has, and a few of them without it, or with the default port where it has none.
     */
    static Stream<String> rare(String url) {
        UrlParts parts = UrlParts.parse(likeliest(url));
        UrlParts otherPort = parts.withPort(parts.port().isEmpty() ? parts.defaultPort() : "");
        return Stream.concat(
                QuerySpellings.of(parts.join()),
                QuerySpellings.of(otherPort.join()).limit(OTHER_PORT));
    }

    private static Set<String> ports(UrlParts parts) {
        return distinct(parts.port(), "", parts.defaultPort());
    }

    private static Set<String> paths(UrlParts parts) {
        boolean bareHost = parts.path().isEmpty() || parts.path().equals("/");
        return bareHost ? distinct(parts.path(), "/", "") : Set.of(parts.path());
    }

    private static Set<String> queries(String query) {
        if (query.indexOf('%') < 0) {
            return Set.of(query);
        }
        return distinct(query, query.replace("%40", "@").replace("%3A", ":"), query.replace("%27", "'"));
    }

    private static Set<String> distinct(String... inOrder) {
        return new LinkedHashSet<>(List.of(inOrder));
    }
}
