package dev.ringback.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Represents a block of addresses with a common prefix.
 *
 * @param length how many bits are alike
 */
record CidrBlock(InetAddress prefix, int length) {

    /** @param text in the notation of CIDR, such as {@code 10.0.0.0/8} */
    static CidrBlock of(String text) {
        int slash = text.indexOf('/');
        try {
            return new CidrBlock(
                    InetAddress.getByName(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
        } catch (UnknownHostException wrong) {
            throw new IllegalArgumentException(text + " is no block of addresses", wrong);
        }
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
