package dev.ringback.twilio;

import dev.ringback.model.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Form-encoded parameters ({@code a=1&b=2}), decoded byte for byte.
 *
 * <p>Names and values are kept with one character per byte (ISO 8859-1), because a signature covers bytes: what is no valid UTF-8 must
 * survive. {@link #parameters()} gives them as text. Nothing is refused: a percent sign that begins no escape stands for itself, and a part
 * without {@code =} is a name with an empty value. Immutable.
 */
public final class FormBody {
    private final List<Field> fields;

    private FormBody(List<Field> fields) {
        this.fields = Collections.unmodifiableList(fields);
    }

    /** One parameter, one character per byte. */
    public record Field(String name, String value) {}

    public static FormBody parse(byte[] body) {
        return parse(new String(body, StandardCharsets.ISO_8859_1));
    }

    /**
     * Parses encoded text. Characters beyond ISO 8859-1, which no client should send unescaped, count as their UTF-8 bytes.
     *
     * @param encoded a query string or a body; may be empty
     */
    public static FormBody parse(String encoded) {
        String bytes = oneCharPerByte(encoded);
        List<Field> fields = new ArrayList<>();
        int length = bytes.length();
        int start = 0;
        while (start < length) {
            int end = bytes.indexOf('&', start);
            if (end < 0) {
                end = length;
            }
            if (end > start) {
                int equals = bytes.indexOf('=', start);
                if (equals < 0 || equals > end) {
                    fields.add(new Field(decode(bytes, start, end), ""));
                } else {
                    fields.add(new Field(decode(bytes, start, equals), decode(bytes, equals + 1, end)));
                }
            }
            start = end + 1;
        }
        return new FormBody(fields);
    }

    /** In the order they came, repetitions included. */
    public List<Field> fields() {
        return fields;
    }

    /** The same as text: UTF-8, with U+FFFD for what is not. */
    public Parameters parameters() {
        List<Parameters.Parameter> parameters = new ArrayList<>(fields.size());
        for (Field field : fields) {
            parameters.add(new Parameters.Parameter(text(field.name()), text(field.value())));
        }
        return new Parameters(parameters);
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

    private static String oneCharPerByte(String encoded) {
        for (int i = 0; i < encoded.length(); i++) {
            if (encoded.charAt(i) > 0xFF) {
                return new String(encoded.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            }
        }
        return encoded;
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
