package dev.ringback.outbound;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Represents a block of addresses with a common prefix.
 *
 * @param length how many bits are alike
 */
record CidrBlock(InetAddress prefix, int length) {

    /** @param text in the notation of CIDR, such as {@code 10.0.0.0/8} */
    static CidrBlock of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException(text + " is no block of addresses"));
    }

    /** Reads a block in the notation of CIDR, or one address; empty if the text is neither. */
    static Optional<CidrBlock> parse(String text) {
        String[] parts = text.split("/", 2);
        return AddressLiteral.parse(parts[0]).flatMap(prefix -> {
            int all = prefix.getAddress().length * Byte.SIZE;
            if (parts.length == 1) {
                return Optional.of(new CidrBlock(prefix, all));
            }
            return parts[1].matches("\\d{1,3}") && Integer.parseInt(parts[1]) <= all
                    ? Optional.of(new CidrBlock(prefix, Integer.parseInt(parts[1])))
                    : Optional.empty();
        });
    }

    boolean contains(InetAddress address) {
        byte[] mine = prefix.getAddress();
        byte[] theirs = address.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
