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

    /** The number of parameters at the end, where a proxy adds its own, that are left out one at a time. */
    private static final int LEFT_OUT = 3;

    /** The ports on which servers and tunnels usually listen. */
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
     * Says what is wrong with the URL that was tried.
     *
     * @param spelling how Twilio spelled this guess when it signed
     */
    String inWords(String spelling) {
        UrlParts came = UrlParts.parse(tried);
        UrlParts guessed = UrlParts.parse(signed);
        if (differInQueryAlone(came, guessed)) {
            return "changed query: of " + Printable.url(tried) + " "
                    + QueryDifference.inWords(
                            came.query(), UrlParts.parse(spelling).query())
                    + "; it has to leave the query as it came, the URLs are right";
        }
        return fault(came, guessed) + ": Twilio signed " + Printable.url(spelling) + ", not " + Printable.url(tried)
                + "; correct the public URL in the settings or the URL at Twilio";
    }

    private static boolean differInQueryAlone(UrlParts one, UrlParts other) {
        return one.withQuery("").equals(other.withQuery(""));
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
        return withOtherSlash(from.path()).equals(to.path()) ? "trailing slash" : "path prefix";
    }

    /** Adds the URLs as the request shows them, and with the path of the tried URL, for a proxy that removes a prefix. */
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
        if (url.query().isEmpty()) {
            return;
        }
        variants.add(url);
        variants.add(url.withQuery(""));
        List<String> fields = List.of(url.query().substring(1).split("&", -1));
        variants.add(
                url.withQuery("?" + String.join("&", fields.stream().sorted().toList())));
        // A proxy that escapes what is escaped already, or takes off one layer
        variants.add(url.withQuery(url.query().replace("%25", "%")));
        variants.add(url.withQuery(url.query().replace("%", "%25")));
        if (fields.size() > 1) {
            for (int left = 0; left < Math.min(fields.size(), LEFT_OUT); left++) {
                variants.add(url.withQuery("?" + without(fields, fields.size() - 1 - left)));
            }
            variants.add(url.withQuery("?" + without(fields, 0)));
        }
    }

    private static String without(List<String> fields, int index) {
        List<String> rest = new ArrayList<>(fields);
        rest.remove(index);
        return String.join("&", rest);
    }

    private static String withOtherSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path + "/";
    }

    private static String withOtherWww(String host) {
        return host.startsWith("www.") ? host.substring(4) : "www." + host;
    }
}
