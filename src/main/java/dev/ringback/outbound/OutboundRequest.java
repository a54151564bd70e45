package dev.ringback.outbound;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * Describes a request to be sent.
 *
 * @param method such as {@code POST}
 * @param content the body; empty for none
 */
public record OutboundRequest(String method, URI url, Map<String, String> headers, RequestContent content) {
    public OutboundRequest {
        headers = Map.copyOf(headers);
    }

    /** Describes a request with a text, sent as UTF-8; empty for none. */
    public OutboundRequest(String method, URI url, Map<String, String> headers, String body) {
        this(method, url, headers, RequestContent.of(body));
    }

    /** Returns the body as text. */
    public String body() {
        return content.text();
    }

    /** Makes a POST of JSON. */
    public static OutboundRequest json(URI url, Map<String, String> headers, String json) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/json");
        return new OutboundRequest("POST", url, all, json);
    }

    /** Returns method, scheme and host only: many services have their keys in the path. */
    @Override
    public String toString() {
        return method + " " + url.getScheme() + "://" + url.getHost();
    }
}
