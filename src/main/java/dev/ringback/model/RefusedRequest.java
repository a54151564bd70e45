package dev.ringback.model;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A request that could not be proved, whole and verbatim, so that it can be verified again. Nothing in it is believed.
 *
 * @param accountSid the account it names: one of the settings if any of those it names is
 * @param known whether that account is one of the settings
 * @param reason why it was refused, as the metrics name it
 * @param receivedAt when we got it
 * @param remote the address it came from, which may be a proxy's
 * @param method {@code POST} or {@code GET}
 * @param scheme of the connection as the door saw it
 * @param target path and query as they stood in the request line
 * @param headers those that verification may need; never {@code Authorization} or {@code Cookie}
 * @param format how the body is written
 * @param body one character per byte; empty for GET
 * @param digest what makes the same request recognisable when it comes again
 */
public record RefusedRequest(
        String accountSid,
        boolean known,
        String reason,
        Instant receivedAt,
        String remote,
        String method,
        String scheme,
        String target,
        HeaderFields headers,
        PayloadFormat format,
        String body,
        Digest digest) {
    /** The short columns and the indexes. */
    private static final long OVERHEAD_BYTES = 200;

    /** The body as it came. */
    public byte[] bodyBytes() {
        return body.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** How much room it takes, roughly: what came, and what it costs to keep anything at all. */
    public long bytes() {
        return OVERHEAD_BYTES + body.length() + target.length() + headers.text().length();
    }
}
