package dev.ringback.cli;

import java.util.regex.Pattern;

/** Makes foreign text safe for a terminal: in one line, and without control characters. */
final class Printable {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
    private static final Pattern CONTROLS = Pattern.compile(CONTROL.pattern() + "+");

    private Printable() {}

    static String line(String text) {
        return CONTROLS.matcher(text).replaceAll(" ").strip();
    }

    /** Escapes control characters in a line of JSON as JSON does, which changes nothing of what it says. */
    static String json(String line) {
        return CONTROL.matcher(line).replaceAll(found -> escaped(found.group()));
    }

    /** Between the values of JSON there may be tabs, which are no part of what it says; within them there are none. */
    private static String escaped(String character) {
        if (character.charAt(0) < ' ') {
            return " ";
        }
        StringBuilder escapes = new StringBuilder();
        character.chars().forEach(unit -> escapes.append(String.format("\\\\u%04x", unit)));
        return escapes.toString();
    }
}
