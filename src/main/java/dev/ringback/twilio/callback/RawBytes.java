package dev.ringback.twilio.callback;

import java.nio.charset.StandardCharsets;

/** Writes raw bytes as text that any database keeps: what is not printable ASCII is percent-encoded, and decodes to the same bytes. */
final class RawBytes {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private RawBytes() {}

    static String ascii(byte[] bytes) {
        return ascii(new String(bytes, StandardCharsets.ISO_8859_1), bytes);
    }

    static String ascii(String text) {
        return ascii(text, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String ascii(String text, byte[] bytes) {
        if (text.chars().allMatch(RawBytes::isPrintable)) {
            return text;
        }
        StringBuilder ascii = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            if (isPrintable(b)) {
                ascii.append((char) b);
            } else {
                ascii.append('%').append(HEX[(b >> 4) & 0xF]).append(HEX[b & 0xF]);
            }
        }
        return ascii.toString();
    }

    private static boolean isPrintable(int c) {
        return c >= 0x20 && c < 0x7F;
    }
}
