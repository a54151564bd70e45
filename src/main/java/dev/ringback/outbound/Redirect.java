package dev.ringback.outbound;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the request that a redirect asks for (RFC 9110, 15.4). What may be a credential never goes to another host. */
final class Redirect {
    private static final Set<Integer> REPEATED = Set.of(307, 308);
    private static final Set<Integer> FETCHED = Set.of(301, 302, 303);

    /** Headers that say what is wanted, and not by whom. */
    private static final Set<String> NO_CREDENTIALS = Set.of(
            "accept",
            "accept-encoding",
            "accept-language",
            "content-type",
            "if-modified-since",
            "if-none-match",
            "range");

    private Redirect() {}

    /**
     * Returns the next request; empty where the answer is no redirect, or names no address.
     *
     * @throws IOException when it leads where the request may not go: from https to http, to something that is no web address, or to another
     *     host with a body, which may hold credentials
     */
    static Optional<OutboundRequest> next(OutboundRequest request, OutboundResponse answer) throws IOException {
        boolean repeats = REPEATED.contains(answer.status());
        String location = answer.header("location").orElse("");
        if (location.isEmpty() || (!repeats && !FETCHED.contains(answer.status()))) {
            return Optional.empty();
        }
        URI url = resolved(request.url(), location);
        boolean isFetch = request.method().equals("GET") || request.method().equals("HEAD");
        String method = repeats || isFetch ? request.method() : "GET";
        RequestContent body = repeats || isFetch ? request.content() : RequestContent.NONE;
        boolean sameHost = isSameHost(request.url(), url);
        if (!sameHost && !body.isEmpty()) {
            throw new IOException("redirected to another host, which does not get the body of the request");
        }
        Map<String, String> headers = new HashMap<>(request.headers());
        headers.keySet().removeIf(name -> !sameHost && !NO_CREDENTIALS.contains(name.toLowerCase(Locale.ROOT)));
        if (body.isEmpty()) {
            headers.keySet().removeIf(name -> name.equalsIgnoreCase("content-type"));
        }
        return Optional.of(new OutboundRequest(method, url, headers, body));
    }

    private static URI resolved(URI from, String location) throws IOException {
        URI url;
        try {
            url = from.resolve(location);
        } catch (IllegalArgumentException wrong) {
            throw new IOException("redirected to what is no address", wrong);
        }
        boolean isSecure = isSecure(url);
        if (url.getHost() == null || url.getRawUserInfo() != null || !(isSecure || isScheme(url, "http"))) {
            throw new IOException("redirected to what is no web address");
        }
        if (isSecure(from) && !isSecure) {
            throw new IOException("redirected from https to http");
        }
        return url;
    }

    /** Tells whether both lead to one server; from http to https that is so by the default ports. */
    private static boolean isSameHost(URI from, URI to) {
        boolean samePort = port(from) == port(to) || (from.getPort() < 0 && to.getPort() < 0);
        return from.getHost().equalsIgnoreCase(to.getHost()) && samePort;
    }

    private static int port(URI url) {
        return url.getPort() >= 0 ? url.getPort() : isSecure(url) ? 443 : 80;
    }

    private static boolean isSecure(URI url) {
        return isScheme(url, "https");
    }

    private static boolean isScheme(URI url, String scheme) {
        return scheme.equalsIgnoreCase(url.getScheme());
    }
}
