package dev.ringback.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads addresses that are written as such, and asks nobody for names. */
final class AddressLiteral {
    private static final Pattern FOUR = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");

    private static final Pattern SIX = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");

    /** Matches hosts that browsers take for an address or refuse: resolvers disagree about {@code 0x7f.1}. */
    private static final Pattern ENDS_AS_NUMBER = Pattern.compile("(.*\\.)?(\\d+|0[xX][0-9A-Fa-f]*)\\.?");

    private AddressLiteral() {}

    /** Returns the address; empty for a name, and for what only some resolvers take for an address. */
    static Optional<InetAddress> parse(String text) {
        if (!FOUR.matcher(text).matches() && !SIX.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException wrong) {
            return Optional.empty();
        }
    }

    /** Tells whether some resolver may take a host for an address. */
    static boolean looksLikeOne(String host) {
        return host.indexOf(':') >= 0 || ENDS_AS_NUMBER.matcher(host).matches();
    }
}
