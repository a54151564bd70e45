package dev.ringback.dashboard.chart;

import java.util.Locale;

/** Writes coordinates as short as they may be. */
final class Coordinates {
    private Coordinates() {}

    static String of(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
