package dev.ringback.twilio.signature;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

    private final @Nullable String base;

    /**
     * @param publicUrl {@code scheme://[userinfo@]host[:port][/prefix]}, where a trailing {@code /twilio} is the door itself and no prefix;
     *     query and fragment are ignored. Null to go by the request
     */
    public RequestUrls(@Nullable String publicUrl) {
        this.base = publicUrl == null ? null : base(publicUrl);
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
        return base == null ? seen(scheme, host, target, forwarded) : List.of(base + pathAndQuery(target));
    }

    /** The URL that the settings give to a target; empty where they name none. */
    public Optional<String> configured(String target) {
        return base == null ? Optional.empty() : Optional.of(base + pathAndQuery(target));
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

    private static String base(String publicUrl) {
        int fragment = publicUrl.indexOf('#');
        UrlParts url = UrlParts.parse(fragment < 0 ? publicUrl : publicUrl.substring(0, fragment));
        String path = withoutTrailingSlash(url.path());
        String prefix = path.endsWith(DOOR) ? path.substring(0, path.length() - DOOR.length()) : path;
        return url.withPath(withoutTrailingSlash(prefix)).withQuery("").join();
    }

    private static String withoutTrailingSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
