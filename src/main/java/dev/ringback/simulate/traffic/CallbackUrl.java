package dev.ringback.simulate.traffic;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * The URL a user gave Twilio. It stays the text it is: taken apart and rebuilt, its escapes could change, and with them the signature.
 * Immutable.
 */
public final class CallbackUrl {
    private final String text;

    private CallbackUrl(String text) {
        this.text = text;
    }

    /**
     * Reads a URL. A fragment is dropped: it holds Twilio's connection overrides, which are neither requested nor signed.
     *
     * @throws IllegalArgumentException when it is not an absolute {@code http} or {@code https} URL, or holds credentials; the message says
     *     which and does not repeat the URL
     */
    public static CallbackUrl parse(String text) {
        URI uri = uri(text);
        if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException("is not a URL that begins with http:// or https://");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("has no valid host name");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("holds a user name or a password, which are not supported");
        }
        int fragment = text.indexOf('#');
        return new CallbackUrl(fragment < 0 ? text : text.substring(0, fragment));
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException("is not a URL: " + malformed.getReason(), malformed);
        }
    }

    /** The URL with more parameters behind those it has; {@code encodedQuery} may be empty. */
    public CallbackUrl with(String encodedQuery) {
        if (encodedQuery.isEmpty()) {
            return this;
        }
        return new CallbackUrl(text + (text.indexOf('?') < 0 ? '?' : '&') + encodedQuery);
    }

    @Override
    public String toString() {
        return text;
    }
}
