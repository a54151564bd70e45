package dev.ringback.outbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells which hosts no proxy stands before, as {@code NO_PROXY} lists them. Immutable.
 *
 * <p>An entry is a host with all below it ({@code example.com}), only what is below it ({@code .example.com}, {@code *.example.com}), an
 * address, a range of addresses in the notation of CIDR, each with {@code :port} if only that port is meant, or {@code *} for everything. An
 * address is compared with a host that is written as one: no name is looked up. An entry of any other form matches nothing, as other programs
 * that read the variable may know more forms.
 */
public final class ProxyExceptions {
    /** Excepts nothing that is not local. */
    public static final ProxyExceptions NONE = parse("");

    /** This machine, which a proxy would look for on its own. */
    private static final ProxyExceptions LOCAL = parse("localhost,127.0.0.0/8,[::1]");

    private final String list;
    private final List<Entry> entries;

    private ProxyExceptions(String list, List<Entry> entries) {
        this.list = list;
        this.entries = List.copyOf(entries);
    }

    /** Describes where an entry leads. */
    private interface Hosts {
        /** @param host in small letters, without brackets */
        boolean include(String host);
    }

    /** @param port 0 for every port */
    private record Entry(Hosts hosts, int port) {}

    /** Reads a list with commas or white space between the entries. */
    public static ProxyExceptions parse(String list) {
        List<Entry> entries = new ArrayList<>();
        for (String entry : list.toLowerCase(Locale.ROOT).split("[,\\s]+", -1)) {
            if (!entry.isEmpty()) {
                entries.add(entry(entry));
            }
        }
        return new ProxyExceptions(list, entries);
    }

    private static Entry entry(String text) {
        if (text.equals("*")) {
            return new Entry(host -> true, 0);
        }
        String hosts = text;
        int port = 0;
        int colon = text.lastIndexOf(':');
        boolean isBareSix = text.indexOf(':') < colon && !text.startsWith("[");
        if (colon > text.lastIndexOf(']')
                && !isBareSix
                && text.substring(colon + 1).matches("\\d{1,5}")) {
            hosts = text.substring(0, colon);
            port = Integer.parseInt(text.substring(colon + 1));
        }
        return new Entry(hosts(plain(hosts)), port);
    }

    private static Hosts hosts(String text) {
        Optional<CidrBlock> block = CidrBlock.parse(text);
        if (block.isPresent()) {
            return host -> AddressLiteral.parse(host)
                    .filter(address -> block.get().contains(address))
                    .isPresent();
        }
        if (text.startsWith("*.") || text.startsWith(".")) {
            String below = text.substring(text.indexOf('.'));
            return host -> host.endsWith(below);
        }
        return host -> host.equals(text) || host.endsWith("." + text);
    }

    private static String plain(String host) {
        return host.replace("[", "").replace("]", "").replaceAll("\\.$", "");
    }

    /**
     * Tells whether requests to a host go past the proxy.
     *
     * @param host as it stands in a URL
     */
    boolean include(String host, int port) {
        return includes(host, port) || LOCAL.includes(host, port);
    }

    private boolean includes(String host, int port) {
        String plain = plain(host.toLowerCase(Locale.ROOT));
        return entries.stream()
                .anyMatch(entry -> (entry.port() == 0 || entry.port() == port)
                        && entry.hosts().include(plain));
    }

    /** Two are equal that were read from the same text. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProxyExceptions exceptions && exceptions.list.equals(list);
    }

    @Override
    public int hashCode() {
        return list.hashCode();
    }

    @Override
    public String toString() {
        return list;
    }
}
