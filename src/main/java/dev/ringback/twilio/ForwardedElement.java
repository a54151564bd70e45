package dev.ringback.twilio;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An element of a {@code Forwarded} header: what one proxy says of the request that it got (RFC 7239).
 *
 * @param parameters unquoted values by name in lower case; a name that comes twice has its first value
 */
public record ForwardedElement(Map<String, String> parameters) {
    public ForwardedElement {
        parameters = Map.copyOf(parameters);
    }

    /** The value of a parameter; null where the element has none of that name, which is in lower case. */
    public @Nullable String get(String name) {
        return parameters.get(name);
    }

    /**
     * Reads a header such as {@code for=192.0.2.43;proto=https;host="hooks.example.com:8443", for=...}. Passes over what is malformed, and
     * never throws.
     *
     * @return in the order of the header, so that the proxy next to us is the last; elements without any parameter are left out
     */
    public static List<ForwardedElement> parse(String header) {
        List<ForwardedElement> elements = new ArrayList<>();
        for (String element : split(header, ',')) {
            Map<String, String> parameters = new HashMap<>();
            for (String pair : split(element, ';')) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    String name = pair.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                    parameters.putIfAbsent(
                            name, unquoted(pair.substring(equals + 1).strip()));
                }
            }
            if (!parameters.isEmpty()) {
                elements.add(new ForwardedElement(parameters));
            }
        }
        return elements;
    }

    /** Inside quotes nothing is a separator. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == separator) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static String unquoted(String value) {
        if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
            return value;
        }
        return value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1");
    }
}
