package dev.ringback.twilio.rest;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names as XML and CSV spell them: {@code NumSegments} for JSON's {@code num_segments}. */
final class CamelCase {
    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])([A-Z])");

    private CamelCase() {}

    /** The way back. */
    static String toSnakeCase(String camelCase) {
        return WORD_START.matcher(camelCase).replaceAll("_$1").toLowerCase(Locale.ROOT);
    }

    static String of(String snakeCase) {
        StringBuilder name = new StringBuilder(snakeCase.length());
        boolean upper = true;
        for (int i = 0; i < snakeCase.length(); i++) {
            char c = snakeCase.charAt(i);
            if (c == '_') {
                upper = true;
            } else {
                name.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return name.toString();
    }
}
