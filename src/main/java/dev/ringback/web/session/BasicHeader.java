package dev.ringback.web.session;

import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Reads user and password from an {@code Authorization} header as they came.
 *
 * @param user up to the first colon
 */
record BasicHeader(String user, String password) {
    static final String NAME = "Authorization";

    private static final String SCHEME = "Basic ";
    private static final String BEARER = "Bearer";
    private static final String HIDDEN = "ringback.no-challenge";

    /**
     * Reads a header.
     *
     * @throws TwilioException 401 when it holds nothing that can be read, or an access token
     */
    static BasicHeader read(@Nullable String header) {
        if (isBearer(header)) {
            throw bearer();
        }
        String credentials = credentials(header);
        if (credentials == null) {
            throw missing();
        }
        int colon = credentials.indexOf(':');
        return colon < 0
                ? new BasicHeader(credentials, "")
                : new BasicHeader(credentials.substring(0, colon), credentials.substring(colon + 1));
    }

    /** Only Twilio can tell whose token that is. */
    private static boolean isBearer(@Nullable String header) {
        return header != null && (header + ' ').regionMatches(true, 0, BEARER + ' ', 0, BEARER.length() + 1);
    }

    static TwilioException bearer() {
        return TwilioException.unauthorized("Authentication Error - Ringback takes no OAuth access token (Bearer):"
                + " make the client that reads here with AccountSid and auth token,"
                + " or with an API key (SK...) that stands under api_keys in ringback.yaml, and its secret");
    }

    static TwilioException missing() {
        return TwilioException.unauthorized("Authentication Error - No credentials provided");
    }

    private static @Nullable String credentials(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            return new String(decoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    /** Shows nothing: it is a secret. */
    @Override
    public String toString() {
        return "BasicHeader";
    }

    static void hideChallenge(Context ctx, boolean hidden) {
        if (hidden) {
            ctx.attribute(HIDDEN, true);
        }
    }

    static boolean isChallengeHidden(Context ctx) {
        return ctx.attribute(HIDDEN) != null;
    }
}
