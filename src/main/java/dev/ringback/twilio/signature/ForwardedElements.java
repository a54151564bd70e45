package dev.ringback.twilio.signature;

import java.util.ArrayList;
import java.util.List;

/** Reads a {@code Forwarded} header: {@code for=192.0.2.43;proto=https;host="hooks.example.com:8443", for=...} (RFC 7239). */
final class ForwardedElements {
    private ForwardedElements() {}

    /** The values a parameter has in the elements, in their order, unquoted. What is malformed is passed over. */
    static List<String> values(String header, String name) {
        List<String> values = new ArrayList<>();
        for (String pair : pairs(header)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).strip().equalsIgnoreCase(name)) {
                values.add(unquoted(pair.substring(equals + 1).strip()));
            }
        }
        return values;
    }

    /** Elements end with a comma, the pairs in them with a semicolon; inside quotes neither does. */
    private static List<String> pairs(String header) {
        List<String> pairs = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < header.length(); i++) {
            char c = header.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == ';')) {
                pairs.add(header.substring(start, i));
                start = i + 1;
            }
        }
        pairs.add(header.substring(start));
        return pairs;
    }

    private static String unquoted(String value) {
        if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
            return value;
        }
        return value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1");
    }
}
