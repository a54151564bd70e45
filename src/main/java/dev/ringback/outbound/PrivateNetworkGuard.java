package dev.ringback.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Allows requests to the public internet, and to those hosts with private addresses that the settings name, so that a mistyped or hijacked
 * name leads into no private network. Safe for use by many threads.
 */
public final class PrivateNetworkGuard {
    private static final CidrBlock NAT64 = CidrBlock.of("64:ff9b::/96");
    private static final CidrBlock SIX_TO_FOUR = CidrBlock.of("2002::/16");

    /** Blocks that IANA's registries of special-purpose addresses (RFC 6890) do not call globally reachable, and multicast. */
    private static final List<CidrBlock> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/23",
                    "2001:db8::/32",
                    "3fff::/20",
                    "5f00::/16",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8")
            .map(CidrBlock::of)
            .toList();

    private final Set<String> allowedPrivately;
    private final Names names;

    /** @param allowedPrivately hosts as they stand in URLs, names or addresses */
    public PrivateNetworkGuard(Collection<String> allowedPrivately) {
        this(allowedPrivately, InetAddress::getAllByName);
    }

    /** @param names are asked for the addresses of every host */
    PrivateNetworkGuard(Collection<String> allowedPrivately, Names names) {
        this.allowedPrivately =
                allowedPrivately.stream().map(PrivateNetworkGuard::plain).collect(Collectors.toUnmodifiableSet());
        this.names = names;
    }

    /** Knows the addresses of hosts. */
    interface Names {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /**
     * Resolves a host to the addresses to connect to, and to no others.
     *
     * @throws UnknownHostException when it has none, or a private one without allowance; the message says which
     */
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.addresses(plain(host));
        refusePrivate(host, addresses);
        return addresses;
    }

    /**
     * Checks a host that a proxy will look up. A name that only the proxy knows passes, since nobody here can tell where it leads.
     *
     * @throws UnknownHostException when it is known here to have a private address without allowance, or is an address that no two programs
     *     read alike; the message says which
     */
    public void check(String host) throws UnknownHostException {
        InetAddress[] addresses;
        try {
            addresses = names.addresses(plain(host));
        } catch (UnknownHostException unknownHere) {
            if (AddressLiteral.looksLikeOne(plain(host))) {
                throw unknownHere;
            }
            return;
        }
        refusePrivate(host, addresses);
    }

    private void refusePrivate(String host, InetAddress[] addresses) throws UnknownHostException {
        if (!allowedPrivately.contains(plain(host))
                && Arrays.stream(addresses).anyMatch(PrivateNetworkGuard::isPrivate)) {
            throw new UnknownHostException(
                    host + " has a private address; name it under alerts.allow_private if that is meant");
        }
    }

    private static String plain(String host) {
        String name = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * Tells whether an address does not belong to the public internet. One of IPv6 that stands for one of IPv4 (RFC 6052, RFC 3056) is what
     * that is; those that Java knows as mapped are of IPv4 for it anyway.
     */
    static boolean isPrivate(InetAddress address) {
        if (NAT64.contains(address)) {
            return isEmbeddedPrivate(address.getAddress(), 12);
        }
        if (SIX_TO_FOUR.contains(address)) {
            return isEmbeddedPrivate(address.getAddress(), 2);
        }
        return NOT_PUBLIC.stream().anyMatch(block -> block.contains(address));
    }

    private static boolean isEmbeddedPrivate(byte[] bytes, int from) {
        try {
            return isPrivate(InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4)));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }
}
