package dev.ringback.outbound;

import java.util.Map;
import java.util.Optional;

/**
 * Holds the response to an {@link OutboundRequest}.
 *
 * @param reason the phrase after the status, may be empty
 * @param headers by their names in small letters; of a repeated one the last
 * @param body the beginning of it, as long as the limits of the exchange allow; empty if it went elsewhere
 * @param isCut whether the body went on
 */
public record OutboundResponse(int status, String reason, Map<String, String> headers, String body, boolean isCut) {
    private static final int SHORTEST_SECRET = 4;

    /** Makes a response with its whole body. */
    public OutboundResponse(int status, String reason, Map<String, String> headers, String body) {
        this(status, reason, headers, body, false);
    }

    public boolean isSuccess() {
        return status / 100 == 2;
    }

    public Optional<String> header(String nameInSmallLetters) {
        return Optional.ofNullable(headers.get(nameInSmallLetters));
    }

    /** Returns a copy in which a secret that the service may have repeated is replaced. Text too short to be a secret is not replaced. */
    public OutboundResponse without(String secret) {
        return secret.length() < SHORTEST_SECRET
                ? this
                : new OutboundResponse(
                        status, reason.replace(secret, "***"), headers, body.replace(secret, "***"), isCut);
    }
}
