package dev.ringback.twilio.signature;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A URL that Twilio may have been given instead of the one that was tried.
 *
 * @param tried the URL that did not fit
 * @param signed the guess
 */
record UrlGuess(String tried, String signed) {
    /** Guesses grow with the URLs, so only the likeliest are varied. */
    private static final int URLS = 3;

    private static final int PREFIX_SEGMENTS = 4;

    /** Where servers and tunnels usually listen. */
    private static final List<String> PORTS =
            List.of(":80", ":443", ":3000", ":5000", ":8000", ":8080", ":8081", ":8443");

    /** The likeliest guess first. */
    static List<UrlGuess> about(List<String> triedUrls, List<String> seenUrls) {
        List<UrlGuess> guesses = new ArrayList<>();
        for (String tried : triedUrls.subList(0, Math.min(URLS, triedUrls.size()))) {
            UrlParts url = UrlParts.parse(tried);
            Set<UrlParts> variants = new LinkedHashSet<>();
            variants.add(url.withOtherScheme());
            addSeen(variants, url, seenUrls);
            variants.add(url.withPath(withOtherSlash(url.path())));
            PORTS.forEach(port -> variants.add(url.withPort(port)));
            variants.add(url.withHost(withOtherWww(url.host())));
            addWithoutPrefix(variants, url);
            addOtherQueries(variants, url);
            variants.forEach(variant -> guesses.add(new UrlGuess(tried, variant.join())));
        }
        return guesses;
    }

    /**
     * What is wrong with the URL that was tried.
     *
     * @param spelling how Twilio spelled this guess when it signed
     */
    String inWords(String spelling) {
        return fault(UrlParts.parse(tried), UrlParts.parse(signed)) + ": Twilio signed " + Printable.url(spelling)
                + ", not " + Printable.url(tried) + "; correct the public URL in the settings or the URL at Twilio";
    }

    private static String fault(UrlParts from, UrlParts to) {
        if (!from.host().equals(to.host())) {
            return "wrong host";
        }
        if (!from.scheme().equals(to.scheme())) {
            return "wrong scheme";
        }
        if (!from.port().equals(to.port())) {
            return "wrong port";
        }
        if (from.path().equals(to.path())) {
            return "changed query";
        }
        return withOtherSlash(from.path()).equals(to.path()) ? "trailing slash" : "path prefix";
    }

    /** As the request shows them, and with the path of the tried URL, for a proxy that removes a prefix. */
    private static void addSeen(Set<UrlParts> variants, UrlParts url, List<String> seenUrls) {
        for (String seenUrl : seenUrls.subList(0, Math.min(URLS, seenUrls.size()))) {
            UrlParts seen = UrlParts.parse(seenUrl);
            variants.add(seen);
            variants.add(url.withHost(seen.host()).withPort(seen.port()));
            variants.add(seen.withPath(url.path()));
        }
    }

    private static void addWithoutPrefix(Set<UrlParts> variants, UrlParts url) {
        int slash = 0;
        for (int i = 0; i < PREFIX_SEGMENTS; i++) {
            slash = url.path().indexOf('/', slash + 1);
            if (slash < 0) {
                return;
            }
            variants.add(url.withPath(url.path().substring(slash)));
        }
    }

    private static void addOtherQueries(Set<UrlParts> variants, UrlParts url) {
        variants.add(url.withQuery(url.query().replace("%20", "+")));
        variants.add(url.withQuery(url.query().replace("+", "%20")));
        variants.add(url.withQuery(""));
    }

    private static String withOtherSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path + "/";
    }

    private static String withOtherWww(String host) {
        return host.startsWith("www.") ? host.substring(4) : "www." + host;
    }
}
