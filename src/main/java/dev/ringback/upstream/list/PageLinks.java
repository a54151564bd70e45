package dev.ringback.upstream.list;

import dev.ringback.upstream.Product;
import dev.ringback.upstream.TwilioHosts;
import dev.ringback.upstream.UnsafeAnswerException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the links of pages, which lead to pages of the same list alone. Stateless. */
final class PageLinks {
    private static final String TOKEN = "PageToken=";

    private PageLinks() {}

    /**
     * Returns the path and query that a link leads to.
     *
     * @param list path of the list
     * @throws UnsafeAnswerException when it leads to another host or to another list
     */
    static String path(TwilioHosts hosts, Product product, String list, String link) throws UnsafeAnswerException {
        String path = hosts.path(product, link);
        int query = path.indexOf('?');
        if (!(query < 0 ? path : path.substring(0, query)).equals(list)) {
            throw new UnsafeAnswerException("a link of a page leads to another list");
        }
        return path;
    }

    /**
     * Returns the path and query of the page behind one.
     *
     * @throws UnsafeAnswerException when the link leads to another host, to another list, or to the page itself
     */
    static String next(TwilioHosts hosts, PageQuestion page, String link) throws UnsafeAnswerException {
        String path = path(hosts, page.product(), page.list(), link);
        if (place(path).equals(place(page.path()))) {
            throw new UnsafeAnswerException("a link of a page leads to the page itself");
        }
        return path;
    }

    /** Names a page of a list, of whatever size and however its address is spelled. */
    static Set<String> place(String path) {
        Set<String> parameters = new HashSet<>();
        for (String parameter : parameters(path)) {
            if (!parameter.isEmpty() && !parameter.startsWith("PageSize=") && !parameter.equals("Page=0")) {
                parameters.add(decoded(parameter));
            }
        }
        return parameters;
    }

    /** Returns the page token of an address; null where it has none. */
    static @Nullable String token(String path) {
        String token = null;
        for (String parameter : parameters(path)) {
            if (parameter.startsWith(TOKEN) && parameter.length() > TOKEN.length()) {
                token = decoded(parameter.substring(TOKEN.length()));
            }
        }
        return token;
    }

    private static String[] parameters(String path) {
        int query = path.indexOf('?');
        return query < 0 ? new String[0] : path.substring(query + 1).split("&", -1);
    }

    private static String decoded(String parameter) {
        try {
            return URLDecoder.decode(parameter, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return parameter;
        }
    }
}
