package dev.ringback.web.proxy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host that a link may name: a name or an address, and nothing that could pass for a user, a path or a second host.
 *
 * @param host an IPv6 address stands in brackets
 * @param port 0 where none is named
 */
record HostAndPort(String host, int port) {
    /** The longest name that DNS has, and a port. */
    private static final int MAX_LENGTH = 253 + 6;

    /** Names of services in private networks have underscores. */
    private static final String LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";

    private static final Pattern AUTHORITY =
            Pattern.compile("(" + LABEL + "(?:\\." + LABEL + ")*\\.?|\\[[0-9A-Fa-f:.]{2,45}])(?::([0-9]{1,5}))?");

    private static final int HIGHEST_PORT = 65_535;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** Parses a host with or without a port. Empty for what is no host, or has an impossible port. */
    static Optional<HostAndPort> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Matcher matcher = AUTHORITY.matcher(text);
        if (!matcher.matches() || !isHost(matcher.group(1))) {
            return Optional.empty();
        }
        String port = matcher.group(2);
        return port == null
                ? Optional.of(new HostAndPort(matcher.group(1), 0))
                : port(port).map(number -> new HostAndPort(matcher.group(1), number));
    }

    /** Parses a port. Empty for what is no port. */
    static Optional<Integer> port(String text) {
        if (!text.matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(text);
        return number < 1 || number > HIGHEST_PORT ? Optional.empty() : Optional.of(number);
    }

    private static boolean isHost(String text) {
        if (!text.startsWith("[")) {
            return text.length() <= MAX_LENGTH - ":65535".length();
        }
        try {
            // In brackets it is never looked up.
            InetAddress.getByName(text);
            return true;
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }

    /** Adds that port, unless it has one. */
    HostAndPort withPortIfNone(int other) {
        return port == 0 ? new HostAndPort(host, other) : this;
    }

    boolean hasPortOfHttps() {
        return port == HTTPS;
    }

    /**
     * The beginning of a URL. The default ports are left out, also that of the other scheme: a proxy names the one that it was asked at.
     */
    String url(String scheme) {
        boolean implied = port == 0 || port == HTTP || (port == HTTPS && scheme.equals("https"));
        return scheme + "://" + host + (implied ? "" : ":" + port);
    }
}
