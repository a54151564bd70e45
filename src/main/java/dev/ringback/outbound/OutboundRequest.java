package dev.ringback.outbound;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * Describes a request to be sent.
 *
 * @param method such as {@code POST}
 * @param body sent as UTF-8; empty for none
 */
public record OutboundRequest(String method, URI url, Map<String, String> headers, String body) {
    public OutboundRequest {
        headers = Map.copyOf(headers);
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
