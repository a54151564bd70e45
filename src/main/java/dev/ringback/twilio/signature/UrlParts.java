package dev.ringback.twilio.signature;

/**
 * A URL cut into pieces that give it back, character for character, when joined. {@code java.net.URI} is no use here: it decodes and
 * encodes anew, and a signature covers the characters as they were sent.
 *
 * @param scheme with what follows it: {@code https://}; empty if the text is no absolute URL
 * @param userinfo with its {@code @}; may be empty
 * @param host an IPv6 address stands in brackets
 * @param port with its colon; may be empty
 * @param path may be empty
 * @param query with its question mark; may be empty
 */
record UrlParts(String scheme, String userinfo, String host, String port, String path, String query) {
    private static final String HTTP = "http://";
    private static final String HTTPS = "https://";

    /** Cuts any text; what is no absolute URL is all path and query. */
    static UrlParts parse(String url) {
        int colon = url.indexOf("://");
        int authority = colon < 0 ? 0 : colon + 3;
        int path = colon < 0 ? 0 : endOfAuthority(url, authority);
        int question = url.indexOf('?', path);
        int query = question < 0 ? url.length() : question;
        int host = url.lastIndexOf('@', path - 1) + 1;
        if (host <= authority) {
            host = authority;
        }
        int port = startOfPort(url, host, path);
        return new UrlParts(
                url.substring(0, authority),
                url.substring(authority, host),
                url.substring(host, port),
                url.substring(port, path),
                url.substring(path, query),
                url.substring(query));
    }

    private static int endOfAuthority(String url, int from) {
        int end = from;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static int startOfPort(String url, int host, int end) {
        int digits = end;
        while (digits > host && url.charAt(digits - 1) >= '0' && url.charAt(digits - 1) <= '9') {
            digits--;
        }
        return digits > host && url.charAt(digits - 1) == ':' ? digits - 1 : end;
    }

    /** The whole URL again. */
    String join() {
        return scheme + userinfo + host + port + path + query;
    }

    /** The port that the scheme implies, with its colon; empty for a scheme that is neither http nor https. */
    String defaultPort() {
        if (scheme.equalsIgnoreCase(HTTPS)) {
            return ":443";
        }
        return scheme.equalsIgnoreCase(HTTP) ? ":80" : "";
    }

    /** https for http and http for https. */
    UrlParts withOtherScheme() {
        String other = scheme.equalsIgnoreCase(HTTP) ? HTTPS : HTTP;
        return new UrlParts(other, userinfo, host, port, path, query);
    }

    UrlParts withUserinfo(String newUserinfo) {
        return new UrlParts(scheme, newUserinfo, host, port, path, query);
    }

    UrlParts withHost(String newHost) {
        return new UrlParts(scheme, userinfo, newHost, port, path, query);
    }

    UrlParts withPort(String newPort) {
        return new UrlParts(scheme, userinfo, host, newPort, path, query);
    }

    UrlParts withPath(String newPath) {
        return new UrlParts(scheme, userinfo, host, port, newPath, query);
    }

    UrlParts withQuery(String newQuery) {
        return new UrlParts(scheme, userinfo, host, port, path, newQuery);
    }

    /** Without what may be a password or a phone number. */
    @Override
    public String toString() {
        return scheme + host + port + path;
    }
}
