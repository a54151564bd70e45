package dev.ringback.twilio;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Writes form-encoded text ({@code a=1&b=two+words}), UTF-8, in the order the pairs are added. Not safe for use by several threads. */
public final class FormEncoder {
    private final StringBuilder encoded = new StringBuilder();

    /** Appends one pair; either may be empty. */
    public FormEncoder add(String name, String value) {
        if (encoded.length() > 0) {
            encoded.append('&');
        }
        encoded.append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        return this;
    }

    /** What was added so far; empty when nothing was. */
    @Override
    public String toString() {
        return encoded.toString();
    }
}
