package dev.ringback.upstream;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Blanks the auth tokens of accounts in answers of Twilio, which the holder of an API key must not see. Everything else stays as it is, byte for byte.
 */
final class SecretFields {
    /** In JSON, whatever the spaces, and in XML. The value of a token has neither quotes nor angle brackets. */
    private static final Pattern AUTH_TOKEN = Pattern.compile(
            "(\"(?:secondary_)?auth_token\"\\s*:\\s*\")[^\"]*(\")|(<(?:Secondary)?AuthToken>)[^<]*(</)");

    private SecretFields() {}

    static byte[] blanked(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String blank = AUTH_TOKEN.matcher(text).replaceAll("$1$3$2$4");
        return blank.equals(text) ? body : blank.getBytes(StandardCharsets.ISO_8859_1);
    }
}
