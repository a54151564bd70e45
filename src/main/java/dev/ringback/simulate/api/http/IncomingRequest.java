package dev.ringback.simulate.api.http;

import dev.ringback.model.Parameters;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came.
 *
 * @param at by the time of the stand-in
 * @param path without its query, encoded
 * @param form the parameters of the body; none where it has no form
 * @param authorization the header; null where there is none
 * @param baseUrl scheme, host and port by which the client reached the stand-in
 */
public record IncomingRequest(
        Instant at,
        String method,
        String path,
        Parameters query,
        Parameters form,
        @Nullable String authorization,
        String baseUrl) {

    /** The method and the path: of the header and the body nothing, for they hold secrets. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
