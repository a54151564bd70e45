package dev.ringback.twilio.signature;

import dev.ringback.twilio.Sid;
import org.jspecify.annotations.Nullable;

/** Makes what a stranger sent fit for one line of a log: bounded, ASCII, and without secrets. */
public final class Printable {
    private static final int LIMIT = 1_000;

    private Printable() {}

    /** An account SID, or words in its place if it is none. */
    public static String accountSid(@Nullable String sid) {
        if (sid == null) {
            return "no account";
        }
        return Sid.isSid(sid, "AC") ? sid : "a malformed account SID";
    }

    /** The URL without user information and query. */
    static String url(String url) {
        UrlParts parts = UrlParts.parse(url);
        return ascii(parts.scheme() + parts.host() + parts.port() + parts.path());
    }

    /** The URL with its query; that user information was there is shown, what it was is not. */
    static String urlWithQuery(String url) {
        UrlParts parts = UrlParts.parse(url);
        return ascii(
                parts.userinfo().isEmpty() ? url : parts.withUserinfo("***@").join());
    }

    private static String ascii(String text) {
        StringBuilder printable = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), LIMIT); i++) {
            char c = text.charAt(i);
            printable.append(c > ' ' && c < 0x7F ? c : '?');
        }
        return text.length() > LIMIT ? printable + "..." : printable.toString();
    }
}
