package dev.ringback.upstream.list;

import dev.ringback.twilio.callback.ResourceKind;
import dev.ringback.upstream.Product;
import org.jspecify.annotations.Nullable;

/**
 * Asks Twilio for one page of a list.
 *
 * @param kind of the rows; null where Ringback does not read them
 * @param key under which the page has its rows
 * @param list path of the list
 * @param query encoded; may be empty
 */
public record PageQuestion(String accountSid, @Nullable ResourceKind kind, String key, String list, String query) {
    Product product() {
        return list.startsWith("/v1/") ? Product.MONITOR : Product.API;
    }

    /** Tells whether the answer is JSON. */
    boolean isJson() {
        return product() == Product.MONITOR || list.endsWith(".json");
    }

    /** Returns the path with the query. */
    String path() {
        return query.isEmpty() ? list : list + '?' + query;
    }
}
