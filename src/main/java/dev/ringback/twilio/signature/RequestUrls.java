package dev.ringback.twilio.signature;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the URLs that Twilio may have signed, from how a request reached us. Immutable.
 *
 * <p>Twilio signs the URL in its own settings. Behind a proxy that is not the URL we see, so either the settings name it or the headers of the
 * proxy are tried.
 */
public final class RequestUrls {
    private static final String DOOR = "/twilio";

    private final @Nullable String origin;
    private final String prefix;

    /**
     * @param publicUrl {@code scheme://[userinfo@]host[:port][/prefix]}, where a trailing {@code /twilio} is the door itself and no prefix;
     *     query and fragment are ignored. Null to go by the request
     */
    public RequestUrls(@Nullable String publicUrl) {
        if (publicUrl == null) {
            origin = null;
            prefix = "";
            return;
        }
        int fragment = publicUrl.indexOf('#');
        UrlParts url = UrlParts.parse(fragment < 0 ? publicUrl : publicUrl.substring(0, fragment));
        String path = withoutTrailingSlash(url.path());
        origin = url.withPath("").withQuery("").join();
        prefix = withoutTrailingSlash(path.endsWith(DOOR) ? path.substring(0, path.length() - DOOR.length()) : path);
    }

    /** The paths at which requests may come in: the door's own, and behind a proxy that leaves the prefix of the public URL on, that too. */
    public List<String> doors() {
        return prefix.isEmpty() ? List.of(DOOR) : List.of(DOOR, prefix + DOOR);
    }

    /**
     * The URLs to try, the likeliest first, each once. With a public URL it is that one alone; without one see {@link #seen}.
     *
     * @param scheme of the connection: {@code http} or {@code https}
     * @param host the {@code Host} header, or null
     * @param target path and query as they stand in the request line, neither decoded nor encoded anew
     * @return may be empty if the request has no host
     */
    public List<String> candidates(String scheme, @Nullable String host, String target, ForwardedHeaders forwarded) {
        return origin == null ? seen(scheme, host, target, forwarded) : configured(target);
    }

    /**
     * The URLs that the settings may give to a target, the likeliest first; none where they have no public URL. There are two where the proxy
     * may have left the prefix on, or the path behind it begins as the prefix does.
     */
    public List<String> configured(String target) {
        if (origin == null) {
            return List.of();
        }
        String path = pathAndQuery(target);
        String stripped = origin + prefix + path;
        return prefix.isEmpty() || !path.startsWith(prefix + DOOR)
                ? List.of(stripped)
                : List.of(origin + path, stripped);
    }

    /**
     * The URLs as the request shows them: first as the proxies say, then as the connection and the {@code Host} header do, with the mixtures
     * between. https is among them only if one of them says so. What is no host, scheme or port is ignored.
     */
    public static List<String> seen(String scheme, @Nullable String host, String target, ForwardedHeaders forwarded) {
        Set<String> urls = new LinkedHashSet<>();
        for (String oneScheme : schemes(scheme, forwarded)) {
            for (String oneHost : hosts(host, forwarded)) {
                UrlParts url = UrlParts.parse(oneScheme + "://" + oneHost + pathAndQuery(target));
                urls.add(url.join());
                forwarded
                        .ports()
                        .forEach(port -> urls.add(url.withPort(":" + port).join()));
            }
        }
        return List.copyOf(urls);
    }

    private static Set<String> schemes(String own, ForwardedHeaders forwarded) {
        Set<String> schemes = new LinkedHashSet<>(forwarded.schemes());
        schemes.add(own.toLowerCase(Locale.ROOT));
        schemes.removeIf(scheme -> !ForwardedHeaders.isScheme(scheme));
        return schemes;
    }

    private static Set<String> hosts(@Nullable String own, ForwardedHeaders forwarded) {
        List<String> hosts = new ArrayList<>(forwarded.hosts());
        if (own != null && ForwardedHeaders.isHost(own.strip())) {
            hosts.add(own.strip());
        }
        return new LinkedHashSet<>(hosts);
    }

    /** A request line may hold a whole URL, as sent to a proxy. */
    private static String pathAndQuery(String target) {
        if (target.startsWith("/")) {
            return target;
        }
        UrlParts url = UrlParts.parse(target);
        return (url.path().startsWith("/") ? "" : "/") + url.path() + url.query();
    }

    private static String withoutTrailingSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
