package dev.ringback.cli;

/** Makes foreign text safe for a terminal: in one line, and without control characters. */
final class Printable {
    private Printable() {}

    static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
    }
}
