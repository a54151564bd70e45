package dev.ringback.upstream;

import dev.ringback.outbound.RequestContent;
import java.time.Duration;
import java.util.Map;

/**
 * Describes a request to Twilio.
 *
 * @param accountSid whose credentials and budget it takes
 * @param method such as {@code GET}
 * @param path with the query, percent-encoded, from the first slash; what may not stand there is percent-encoded
 * @param headers beside the credentials
 * @param body a form, unless the headers say otherwise; empty for none
 * @param patience for waiting and all attempts together
 */
public record UpstreamRequest(
        String accountSid,
        Purpose purpose,
        Product product,
        String method,
        String path,
        Map<String, String> headers,
        RequestContent body,
        Duration patience) {
    public UpstreamRequest {
        headers = Map.copyOf(headers);
        if (!path.startsWith("/") || path.startsWith("//")) {
            throw new IllegalArgumentException("no path");
        }
        path = RequestTarget.sendable(path);
    }

    /** Makes a request that reads. */
    public static UpstreamRequest get(
            String accountSid, Purpose purpose, Product product, String path, Duration patience) {
        return new UpstreamRequest(accountSid, purpose, product, "GET", path, Map.of(), RequestContent.NONE, patience);
    }

    /** Returns the same request with other headers. */
    public UpstreamRequest withHeaders(Map<String, String> others) {
        return new UpstreamRequest(accountSid, purpose, product, method, path, others, body, patience);
    }

    /** Tells whether sending it twice does what sending it once does. */
    boolean isRepeatable() {
        return method.equals("GET") || method.equals("HEAD") || method.equals("DELETE");
    }

    /**
     * Returns how long an answer is waited for. Whoever gives up on a request that must not be repeated does not know what became of it, so
     * one that has waited for its turn has its whole patience for the answer.
     *
     * @param left of the patience
     */
    Duration patienceForAnswer(Duration left) {
        return isRepeatable() ? left : patience;
    }
}
