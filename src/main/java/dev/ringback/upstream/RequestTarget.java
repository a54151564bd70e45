package dev.ringback.upstream;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes paths and queries so that they can be sent. Stateless. */
final class RequestTarget {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** What RFC 3986 lets a path or query have, and the brackets, which all take in a query. */
    private static final String MARKS = "-._~!$&'()*+,;=:@/?[]";

    private RequestTarget() {}

    /** Percent-encodes what may not stand in an address, a percent sign that escapes nothing too; all else stays as it is. */
    static String sendable(String target) {
        StringBuilder sendable = null;
        int query = target.indexOf('?');
        for (int i = 0; i < target.length(); ) {
            int character = target.codePointAt(i);
            int length = Character.charCount(character);
            boolean isBracketOfPath = (character == '[' || character == ']') && (query < 0 || i < query);
            boolean stays = character == '%' ? isEscape(target, i) : isLegal(character) && !isBracketOfPath;
            if (!stays && sendable == null) {
                sendable = new StringBuilder(target.length() + 16).append(target, 0, i);
            }
            if (sendable != null) {
                if (stays) {
                    sendable.appendCodePoint(character);
                } else {
                    encode(target.substring(i, i + length), sendable);
                }
            }
            i += length;
        }
        return sendable == null ? target : sendable.toString();
    }

    private static boolean isEscape(String target, int at) {
        return at + 2 < target.length()
                && HexFormat.isHexDigit(target.charAt(at + 1))
                && HexFormat.isHexDigit(target.charAt(at + 2));
    }

    private static boolean isLegal(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || MARKS.indexOf(character) >= 0;
    }

    private static void encode(String character, StringBuilder sendable) {
        for (byte part : character.getBytes(StandardCharsets.UTF_8)) {
            sendable.append('%').append(HEX.toHexDigits(part));
        }
    }
}
