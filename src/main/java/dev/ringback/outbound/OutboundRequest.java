package dev.ringback.outbound;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * A request that goes out.
 *
 * @param method such as {@code POST}
 * @param body sent as UTF-8; empty for none
 */
public record OutboundRequest(String method, URI url, Map<String, String> headers, String body) {
    public OutboundRequest {
        headers = Map.copyOf(headers);
    }

    /** A POST of JSON. */
    public static OutboundRequest json(URI url, Map<String, String> headers, String json) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/json");
        return new OutboundRequest("POST", url, all, json);
    }

    /** Where it goes, without what may be secret: such services have their keys in the path. */
    @Override
    public String toString() {
        return method + " " + url.getScheme() + "://" + url.getHost();
    }
}
