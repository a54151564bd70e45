package dev.ringback.cli;

/** What strangers may have written, for a terminal: in one line, and without characters that a terminal would obey. */
final class Printable {
    private Printable() {}

    static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
    }
}
