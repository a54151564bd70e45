package dev.ringback.twilio.signature;

import dev.ringback.model.SignatureAlgorithm;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The content of the {@code X-Twilio-Webhooks-Signature-Settings} header: {@code key=<id>,algorithm=HMAC_SHA256}. Twilio sends it when a
 * rule of its webhooks configuration has a shared key sign instead of the auth token; the string that is signed stays the same.
 *
 * <p>It is no part of what is signed, so it only tells which key to try first, and what to say if none fits. Source: the signature example of
 * twilio-node.
 *
 * @param keyId of the shared key; null where the header names none, or what can be none
 * @param algorithm null where the header names none that we know
 */
public record SignatureSettings(
        @Nullable String keyId, @Nullable SignatureAlgorithm algorithm) {
    /** The name of the header. */
    public static final String HEADER = "X-Twilio-Webhooks-Signature-Settings";

    /** No header came. */
    public static final SignatureSettings NONE = new SignatureSettings(null, null);

    /** Such as {@code webhooks_shared_key_} and 26 letters and digits; fit for a log. */
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    /** Reads the header. What is malformed counts as not there. */
    public static SignatureSettings parse(@Nullable String header) {
        if (header == null) {
            return NONE;
        }
        String keyId = null;
        SignatureAlgorithm algorithm = null;
        for (String pair : header.split("[,;]", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? "" : pair.substring(0, equals).strip();
            String value = unquoted(pair.substring(equals + 1).strip());
            if (name.equalsIgnoreCase("key") && keyId == null && isKeyId(value)) {
                keyId = value;
            } else if (name.equalsIgnoreCase("algorithm") && algorithm == null) {
                algorithm = SignatureAlgorithm.named(value).orElse(null);
            }
        }
        return new SignatureSettings(keyId, algorithm);
    }

    /** Whether the text can be the id of a shared key. */
    public static boolean isKeyId(String text) {
        return KEY_ID.matcher(text).matches();
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }
}
