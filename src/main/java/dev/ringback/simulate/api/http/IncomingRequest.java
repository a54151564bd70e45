package dev.ringback.simulate.api.http;

import dev.ringback.model.Parameters;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came.
 *
 * @param at by the time of the stand-in
 * @param path without its query, encoded
 * @param form the parameters of the body; none where it has no form
 * @param headers by their names in lower case; of one that came twice, the first
 * @param baseUrl scheme, host and port by which the client reached the stand-in
 */
public record IncomingRequest(
        Instant at,
        String method,
        String path,
        Parameters query,
        Parameters form,
        Map<String, String> headers,
        String baseUrl) {

    /** Returns a header by its name in lower case; null where there is none. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** The method and the path: of the headers and the body nothing, for they hold secrets. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
