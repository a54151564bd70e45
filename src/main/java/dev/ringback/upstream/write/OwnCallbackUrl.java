package dev.ringback.upstream.write;

import dev.ringback.twilio.callback.CallbackMark;
import dev.ringback.twilio.signature.RequestUrls;
import java.net.URI;
import java.net.URISyntaxException;

/** Represents the URL by which Twilio reaches the callback door. Immutable. */
final class OwnCallbackUrl {
    private static final String DOOR = "/twilio";

    /** Twilio's error 21609. */
    private static final int MAX_LENGTH = 4_000;

    private final String url;
    private final String fragment;

    /** @param publicUrl its fragment, which tells Twilio how to connect, stays behind the query */
    OwnCallbackUrl(String publicUrl) {
        int begin = publicUrl.indexOf('#');
        url = new RequestUrls(publicUrl).configured(DOOR).get(0);
        fragment = begin < 0 ? "" : publicUrl.substring(begin);
    }

    /** Returns the URL with the mark of a create. */
    String marked(String mark) {
        return url + '?' + CallbackMark.NAME + '=' + mark + fragment;
    }

    /** Returns the URL with the mark of a create and another parameter, as it stands in a query. */
    String marked(String mark, String parameter) {
        return url + '?' + CallbackMark.NAME + '=' + mark + '&' + parameter + fragment;
    }

    /** Tells whether Twilio would refuse a URL for its length. */
    static boolean isTooLong(String url) {
        return url.length() > MAX_LENGTH;
    }

    /** Tells whether a URL leads to the callback door as well, whatever stands below it. */
    boolean isReachedBy(URI other) {
        URI own;
        try {
            own = new URI(url);
        } catch (URISyntaxException ofNoHost) {
            return false;
        }
        String path = other.getRawPath() == null ? "" : other.getRawPath();
        return own.getHost() != null
                && own.getHost().equalsIgnoreCase(other.getHost())
                && port(own) == port(other)
                && (path.equals(own.getRawPath()) || path.startsWith(own.getRawPath() + '/'));
    }

    private static int port(URI of) {
        return of.getPort() >= 0 ? of.getPort() : "https".equalsIgnoreCase(of.getScheme()) ? 443 : 80;
    }
}
