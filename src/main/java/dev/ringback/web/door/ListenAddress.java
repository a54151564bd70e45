package dev.ringback.web.door;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names the host and the port at which a server listens.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param port 0 for any free one
 */
public record ListenAddress(String host, int port) {
    private static final Pattern SYNTAX = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]\\s]+):([0-9]{1,5})");
    private static final int MAX_PORT = 65_535;

    /** Reads {@code host:port} or {@code [ipv6]:port}; empty when it is neither. */
    public static Optional<ListenAddress> parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > MAX_PORT) {
            return Optional.empty();
        }
        String host = matcher.group(1).replaceAll("[\\[\\]]", "");
        return Optional.of(new ListenAddress(host, Integer.parseInt(matcher.group(2))));
    }

    public ListenAddress withPort(int otherPort) {
        return new ListenAddress(host, otherPort);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
