package dev.ringback.twilio.rest;

import dev.ringback.model.Page;
import dev.ringback.model.PageRequest;
import dev.ringback.model.Parameters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list with the addresses of those around it, ready to be written.
 *
 * @param number the page's number as the client counts
 * @param size rows a full page has
 * @param uri of this page
 * @param nextUri null on the last page
 * @param previousUri null on the first page
 */
public record ListPage<T>(
        ResourceView<T> view,
        List<T> items,
        int number,
        int size,
        String uri,
        String firstUri,
        @Nullable String nextUri,
        @Nullable String previousUri) {
    public ListPage {
        items = List.copyOf(items);
    }

    /**
     * Finds the addresses around a page, with Ringback's page tokens.
     *
     * @param path as it was asked for, with its extension; for the v1 APIs with scheme and host
     * @param query the request's parameters, whose filters every address keeps
     */
    public static <T> ListPage<T> of(
            ResourceView<T> view, PageRequest request, Page<T> page, String path, Parameters query) {
        return of(view, request, page, path, query, null);
    }

    /**
     * Finds the addresses around a page, with Ringback's page tokens.
     *
     * @param path as it was asked for, with its extension; for the v1 APIs with scheme and host
     * @param query the request's parameters, whose filters every address keeps
     * @param nextToken of the next page, whatever rows this one has, from {@link PageParameters#tokenAfter}; null where the rows say it
     */
    public static <T> ListPage<T> of(
            ResourceView<T> view,
            PageRequest request,
            Page<T> page,
            String path,
            Parameters query,
            @Nullable String nextToken) {
        return of(view, request, page, ListAddress.of(path, query), PageTokens.RINGBACK, query, nextToken);
    }

    /** Finds the same addresses with page tokens as Twilio's. */
    public static <T> ListPage<T> asTwilio(
            ResourceView<T> view, PageRequest request, Page<T> page, String path, Parameters query) {
        return of(view, request, page, ListAddress.of(path, query), PageTokens.TWILIO, Parameters.none(), null);
    }

    private static <T> ListPage<T> of(
            ResourceView<T> view,
            PageRequest request,
            Page<T> page,
            ListAddress address,
            PageTokens tokens,
            Parameters query,
            @Nullable String nextToken) {
        List<T> items = page.items();
        String next = nextToken == null ? null : address.page(request, request.number() + 1, nextToken);
        String previous = null;
        // An empty page has no row that its neighbours could begin next to.
        if (!items.isEmpty()) {
            if (nextToken == null && page.hasNext()) {
                String last = view.key(items.get(items.size() - 1));
                next = address.page(request, request.number() + 1, tokens.after(last));
            }
            if (request.number() > 0) {
                String first = view.key(items.get(0));
                previous = address.page(request, request.number() - 1, tokens.before(first));
            }
        }
        PageRequest.Anchor anchor = request.anchor();
        String token =
                anchor == null ? null : PageTokens.carrying(tokens.of(anchor), PageParameters.twiliosToken(query));
        String own = address.page(request, request.number(), token);
        return new ListPage<>(
                view, items, request.number(), request.size(), own, address.page(request, 0, null), next, previous);
    }

    /** The place of the first row, counted from 0; 0 for an empty page. */
    public long start() {
        return items.isEmpty() ? 0 : (long) number * size;
    }

    /** The place of the last row; 0 for an empty page. */
    public long end() {
        return items.isEmpty() ? 0 : start() + items.size() - 1;
    }
}
