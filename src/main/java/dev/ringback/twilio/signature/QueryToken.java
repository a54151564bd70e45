package dev.ringback.twilio.signature;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A piece of a query that some write bare and others escaped, or text that has one spelling only.
 *
 * @param kind the character that it stands for; {@link #OTHER} for one outside ASCII, {@link #NO_VALUE} for the equals sign of an empty value,
 *     {@link #UNRESERVED} for what needs no escape and had one, {@link #FIXED} for what has one spelling
 * @param raw as it came
 * @param bare unescaped; of a space the plus sign
 * @param escaped with percent signs and upper-case digits
 */
record QueryToken(char kind, String raw, String bare, String escaped) {
    static final char FIXED = 0;
    static final char OTHER = 1;
    static final char NO_VALUE = 2;
    static final char UNRESERVED = 'A';

    /** Separate parameters, or mean something else once they are bare. */
    private static final String NEVER_BARE = "&=+%#";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    static QueryToken fixed(String text) {
        return new QueryToken(FIXED, text, text, text);
    }

    /** The tokens of a query without its question mark, or of a part of one. */
    static List<QueryToken> of(String query) {
        List<QueryToken> tokens = new ArrayList<>();
        int plain = 0;
        for (int i = 0; i < query.length(); ) {
            int end = endOfOther(query, i);
            boolean other = end > i;
            if (!other) {
                end = i + (isEscape(query, i) ? 3 : 1);
            }
            if (other || end == i + 3 || hasTwoSpellings(query.charAt(i))) {
                addFixed(query.substring(plain, i), tokens);
                tokens.add(other ? other(query.substring(i, end)) : ascii(query.substring(i, end)));
                plain = end;
            }
            i = end;
        }
        addFixed(query.substring(plain), tokens);
        return tokens;
    }

    /** Returns the tokens of a path: as of a query, but all has one spelling, except for characters outside ASCII. */
    static List<QueryToken> ofPath(String path) {
        return of(path).stream()
                .map(token -> token.kind() == OTHER ? token : fixed(token.raw()))
                .toList();
    }

    private static void addFixed(String text, List<QueryToken> tokens) {
        if (!text.isEmpty()) {
            tokens.add(fixed(text));
        }
    }

    /** Tells whether a character that came bare has two spellings. */
    private static boolean hasTwoSpellings(char c) {
        return c == '+' || (c >= ' ' && c <= '~' && NEVER_BARE.indexOf(c) < 0 && !isUnreserved(c));
    }

    private static QueryToken ascii(String raw) {
        char c = raw.length() == 3 ? (char) Integer.parseInt(raw.substring(1), 16) : raw.charAt(0);
        if (raw.equals("+") || c == ' ') {
            return new QueryToken(' ', raw, "+", "%20");
        }
        String escaped = '%' + HEX.toHexDigits((byte) c);
        if (c < ' ' || c > '~' || NEVER_BARE.indexOf(c) >= 0) {
            return new QueryToken(FIXED, raw, escaped, escaped);
        }
        return new QueryToken(isUnreserved(c) ? UNRESERVED : c, raw, String.valueOf(c), escaped);
    }

    private static boolean isUnreserved(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || "-._".indexOf(c) >= 0);
    }

    /** A run of them, which is UTF-8 once it is unescaped; if it is not, there is no bare spelling. */
    private static QueryToken other(String raw) {
        ByteBuffer bytes = ByteBuffer.allocate(raw.length() * 3);
        for (int i = 0; i < raw.length(); ) {
            if (raw.charAt(i) == '%') {
                bytes.put((byte) Integer.parseInt(raw.substring(i + 1, i + 3), 16));
                i += 3;
            } else {
                int next = raw.indexOf('%', i);
                int end = next < 0 ? raw.length() : next;
                bytes.put(raw.substring(i, end).getBytes(StandardCharsets.UTF_8));
                i = end;
            }
        }
        bytes.flip();
        StringBuilder escaped = new StringBuilder(bytes.limit() * 3);
        for (int i = 0; i < bytes.limit(); i++) {
            escaped.append('%').append(HEX.toHexDigits(bytes.get(i)));
        }
        try {
            String bare = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return new QueryToken(OTHER, raw, bare, escaped.toString());
        } catch (CharacterCodingException noUtf8) {
            return new QueryToken(FIXED, raw, raw, escaped.toString());
        }
    }

    private static int endOfOther(String query, int from) {
        int end = from;
        while (end < query.length()) {
            if (query.charAt(end) >= 0x80) {
                end++;
            } else if (isEscape(query, end) && Character.digit(query.charAt(end + 1), 16) >= 8) {
                end += 3;
            } else {
                break;
            }
        }
        return end;
    }

    private static boolean isEscape(String text, int at) {
        return text.charAt(at) == '%'
                && at + 2 < text.length()
                && isHex(text.charAt(at + 1))
                && isHex(text.charAt(at + 2));
    }

    private static boolean isHex(char c) {
        return c < 0x80 && Character.digit(c, 16) >= 0;
    }

    boolean isFixed() {
        return kind == FIXED;
    }

    /** Whether it came as escapes alone. */
    boolean isEscaped() {
        return raw.length() % 3 == 0
                && IntStream.iterate(0, i -> i < raw.length(), i -> i + 3).allMatch(i -> isEscape(raw, i));
    }
}
