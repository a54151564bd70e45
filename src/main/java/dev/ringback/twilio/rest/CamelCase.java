package dev.ringback.twilio.rest;

/** Names as XML and CSV spell them: {@code NumSegments} for JSON's {@code num_segments}. */
final class CamelCase {
    private CamelCase() {}

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
