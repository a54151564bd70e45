package dev.ringback.forward.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where requests may go: anywhere in the public internet, and to those hosts with private addresses that the settings name. So a mistyped or
 * hijacked name leads into nobody's own network. Safe for use by many threads.
 */
public final class Targets {
    private final Set<String> allowedPrivately;

    /** @param allowedPrivately hosts as they stand in URLs, names or addresses */
    public Targets(Collection<String> allowedPrivately) {
        this.allowedPrivately = allowedPrivately.stream().map(Targets::plain).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The addresses of a host, to connect to exactly these.
     *
     * @throws UnknownHostException when it has none, or a private one without allowance; the message says which
     */
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = InetAddress.getAllByName(plain(host));
        if (!allowedPrivately.contains(plain(host)) && Arrays.stream(addresses).anyMatch(Targets::isPrivate)) {
            throw new UnknownHostException(
                    host + " has a private address; name it under alerts.allow_private if that is meant");
        }
        return addresses;
    }

    private static String plain(String host) {
        String name = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return name.toLowerCase(Locale.ROOT);
    }

    /** Whether an address is none of the public internet, by IANA's registries of special-purpose addresses (RFC 6890). */
    static boolean isPrivate(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address
                ? isPrivate4(bytes)
                : address instanceof Inet6Address && isPrivate6(bytes);
    }

    private static boolean isPrivate4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        int third = bytes[2] & 0xff;
        return first == 0
                || first >= 240
                || (first == 100 && second >= 64 && second < 128)
                || (first == 192 && second == 0 && third == 0)
                || (first == 198 && (second == 18 || second == 19));
    }

    /** Those for local use, and those that carry a private address of IPv4 (RFC 6052, 6to4). */
    private static boolean isPrivate6(byte[] bytes) {
        if ((bytes[0] & 0xfe) == 0xfc) {
            return true;
        }
        if (bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b) {
            return isEmbeddedPrivate(bytes, 12);
        }
        if (bytes[0] == 0x20 && bytes[1] == 0x02) {
            return isEmbeddedPrivate(bytes, 2);
        }
        return false;
    }

    private static boolean isEmbeddedPrivate(byte[] bytes, int from) {
        try {
            return isPrivate(InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4)));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }
}
