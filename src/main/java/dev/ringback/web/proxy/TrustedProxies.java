package dev.ringback.web.proxy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.InetAddressSet;
import org.jspecify.annotations.Nullable;

/** Addresses of the proxies whose forwarded headers count. Immutable, safe for use by many threads. */
public final class TrustedProxies {
    /** Loopback, the private ranges of IPv4 (RFC 1918), link-local addresses, and the unique local addresses of IPv6 (RFC 4193). */
    private static final List<String> DEFAULT_RANGES = List.of(
            "127.0.0.0/8",
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "169.254.0.0/16",
            "::1/128",
            "fc00::/7",
            "fe80::/10");

    private static final Pattern RANGE = Pattern.compile("[0-9A-Fa-f:.]{2,45}(/[0-9]{1,3})?");

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");

    /** An address as proxies write it into lists, with the port that some add. */
    private static final Pattern LISTED = Pattern.compile("(?<v4>" + IPV4 + ")(?::[0-9]{1,5})?"
            + "|\\[(?<v6>[0-9A-Fa-f:.]{2,45})(?:%[^]]{1,30})?](?::[0-9]{1,5})?"
            + "|(?<bare>[0-9A-Fa-f:.]{2,45})(?:%.{1,30})?");

    private final InetAddressSet ranges = new InetAddressSet();

    private TrustedProxies(List<String> ranges) {
        this.ranges.addAll(ranges);
    }

    /** Returns the proxies that stand in the same private network. */
    public static TrustedProxies defaults() {
        return new TrustedProxies(DEFAULT_RANGES);
    }

    /** Trusts no proxy: no forwarded header counts. */
    public static TrustedProxies none() {
        return new TrustedProxies(List.of());
    }

    /**
     * Reads a list of addresses and ranges, such as {@code 192.0.2.7, 10.0.0.0/8, 2001:db8::/32}. {@code none} stands for no proxy, and
     * {@code private} in a list for the ranges of {@link #defaults}.
     *
     * @return empty if the text is no such list; host names are none, since looking them up would trust whoever answers
     */
    public static Optional<TrustedProxies> parse(String text) {
        if (text.strip().equalsIgnoreCase("none")) {
            return Optional.of(none());
        }
        List<String> ranges = Arrays.stream(text.split(",", -1))
                .map(range -> range.strip().toLowerCase(Locale.ROOT))
                .flatMap(range -> range.equals("private") ? DEFAULT_RANGES.stream() : List.of(range).stream())
                .toList();
        if (!ranges.stream().allMatch(TrustedProxies::isRange)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TrustedProxies(ranges));
        } catch (IllegalArgumentException noRange) {
            return Optional.empty();
        }
    }

    /** Only a literal address can be parsed without asking the network. */
    private static boolean isRange(String range) {
        int slash = range.indexOf('/');
        return RANGE.matcher(range).matches() && address(slash < 0 ? range : range.substring(0, slash)) != null;
    }

    /**
     * Tells whether a proxy is trusted.
     *
     * @param address as a socket or a list in a header names it: with or without port, brackets and zone. What is no address is not trusted
     */
    public boolean contains(@Nullable String address) {
        if (address == null) {
            return false;
        }
        String literal = literal(address);
        InetAddress parsed = literal == null ? null : address(literal);
        return parsed != null && ranges.test(parsed);
    }

    /** Returns an address as a list in a header names it without port, brackets and zone; null for what is none. */
    static @Nullable String literal(String listedAddress) {
        var listed = LISTED.matcher(listedAddress.strip());
        if (!listed.matches()) {
            return null;
        }
        String literal = listed.group("v4");
        if (literal == null) {
            literal = listed.group("v6") == null ? listed.group("bare") : listed.group("v6");
        }
        return literal;
    }

    private static @Nullable InetAddress address(String literal) {
        // A text without colons that is no whole IPv4 address would be looked up, or read as a number.
        if (literal.indexOf(':') < 0 && !IPV4.matcher(literal).matches()) {
            return null;
        }
        try {
            // With brackets it is never looked up.
            return InetAddress.getByName(literal.indexOf(':') < 0 ? literal : '[' + literal + ']');
        } catch (UnknownHostException noAddress) {
            return null;
        }
    }

    @Override
    public String toString() {
        return ranges.isEmpty() ? "none" : String.join(", ", ranges);
    }
}
