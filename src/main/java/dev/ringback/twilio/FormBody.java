package dev.ringback.twilio;

import dev.ringback.model.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Form-encoded parameters ({@code a=1&b=2}), decoded byte for byte.
 *
 * <p>Names and values are kept with one character per byte (ISO 8859-1), because a signature covers bytes: what is no valid UTF-8 must
 * survive. {@link #parameters()} gives them as text. Nothing is refused: a percent sign that begins no escape stands for itself, and a part
 * without {@code =} is a name with an empty value. Immutable.
 */
public final class FormBody {
    /** Compares in the order of bytes, as there is one character per byte; it tells upper case from lower. */
    private static final Comparator<Field> BY_NAME_THEN_VALUE =
            Comparator.comparing(Field::name).thenComparing(Field::value);

    private final List<Field> fields;
    /** Made when first asked for, and asked for twice by every callback. Threads that race make equal ones. */
    private @Nullable Parameters parameters;

    private FormBody(List<Field> fields) {
        this.fields = Collections.unmodifiableList(fields);
    }

    /** A parameter with one character per byte. */
    public record Field(String name, String value) {}

    /** Parses a body as it came. Takes time proportional to its length, whatever is in it. */
    public static FormBody parse(byte[] body) {
        return split(new String(body, StandardCharsets.ISO_8859_1));
    }

    /**
     * Parses encoded text. A character that should have been escaped and was not counts as its UTF-8 bytes.
     *
     * @param encoded a query string or a body; may be empty
     */
    public static FormBody parse(String encoded) {
        return parse(encoded.getBytes(StandardCharsets.UTF_8));
    }

    private static FormBody split(String bytes) {
        List<Field> fields = new ArrayList<>();
        int length = bytes.length();
        int equals = -1;
        for (int start = 0, end; start < length; start = end + 1) {
            end = indexOrLength(bytes, '&', start);
            // Searched again only once passed: a long body without any '=' must not be read to its end for every field.
            if (equals < start) {
                equals = indexOrLength(bytes, '=', start);
            }
            if (end > start) {
                fields.add(field(bytes, start, Math.min(equals, end), end));
            }
        }
        return new FormBody(fields);
    }

    private static Field field(String bytes, int start, int equals, int end) {
        String value = equals < end ? decode(bytes, equals + 1, end) : "";
        return new Field(decode(bytes, start, equals), value);
    }

    private static int indexOrLength(String bytes, char wanted, int from) {
        int index = bytes.indexOf(wanted, from);
        return index < 0 ? bytes.length() : index;
    }

    /** The query of a request target: what follows its first question mark, nothing where it has none. */
    public static FormBody ofQuery(String target) {
        int mark = target.indexOf('?');
        return parse(mark < 0 ? "" : target.substring(mark + 1));
    }

    /** In the order they came, repetitions included. */
    public List<Field> fields() {
        return fields;
    }

    /**
     * Each parameter once, in the order of its bytes: by name, then by value. This is how Twilio signs them.
     *
     * <p>Sorted first, so that repetitions are neighbours: a set that hashes would take minutes over a body whose fields were made to hash
     * alike, and this is asked before anything is proved.
     */
    public static List<Field> sortedSet(Collection<Field> fields) {
        List<Field> sorted = new ArrayList<>(fields);
        sorted.sort(BY_NAME_THEN_VALUE);
        List<Field> set = new ArrayList<>(sorted.size());
        for (Field field : sorted) {
            if (set.isEmpty() || !field.equals(set.get(set.size() - 1))) {
                set.add(field);
            }
        }
        return Collections.unmodifiableList(set);
    }

    /** The same as text: UTF-8, with U+FFFD for what is not. */
    public Parameters parameters() {
        Parameters known = parameters;
        if (known == null) {
            known = new Parameters(fields.stream()
                    .map(field -> new Parameters.Parameter(text(field.name()), text(field.value())))
                    .toList());
            parameters = known;
        }
        return known;
    }

    /** Text whose bytes are held one per character, read as UTF-8. */
    public static String text(String oneCharPerByte) {
        for (int i = 0; i < oneCharPerByte.length(); i++) {
            if (oneCharPerByte.charAt(i) >= 0x80) {
                return new String(oneCharPerByte.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            }
        }
        return oneCharPerByte;
    }

    private static String decode(String bytes, int from, int to) {
        int plain = from;
        while (plain < to && bytes.charAt(plain) != '%' && bytes.charAt(plain) != '+') {
            plain++;
        }
        if (plain == to) {
            return bytes.substring(from, to);
        }
        StringBuilder decoded = new StringBuilder(to - from).append(bytes, from, plain);
        for (int i = plain; i < to; i++) {
            char c = bytes.charAt(i);
            if (c == '+') {
                decoded.append(' ');
            } else if (c == '%' && i + 2 < to && hex(bytes.charAt(i + 1)) >= 0 && hex(bytes.charAt(i + 2)) >= 0) {
                decoded.append((char) (hex(bytes.charAt(i + 1)) * 16 + hex(bytes.charAt(i + 2))));
                i += 2;
            } else {
                decoded.append(c);
            }
        }
        return decoded.toString();
    }

    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
