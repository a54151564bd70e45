package dev.ringback.dashboard.text;

import java.time.Duration;
import java.util.Locale;

/** Writes spans of time for people. */
public final class Spans {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final double MILLIS = 1000;

    private Spans() {}

    /** Writes a lag to the tenth of a second, and a long one by its two greatest units: {@code 1.4 s}, {@code 3 min 5 s}, {@code 2 h}. */
    public static String exact(Duration span) {
        long seconds = span.toSeconds();
        if (seconds < MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", span.toMillis() / MILLIS);
        }
        if (seconds < HOUR) {
            return two(seconds, MINUTE, "min", 1, "s");
        }
        return seconds < DAY ? two(seconds, HOUR, "h", MINUTE, "min") : two(seconds, DAY, "d", HOUR, "h");
    }

    private static String two(long seconds, long unit, String name, long lesserUnit, String lesserName) {
        long lesser = seconds % unit / lesserUnit;
        return seconds / unit + " " + name + (lesser == 0 ? "" : " " + lesser + " " + lesserName);
    }

    /** Writes a span by its greatest unit alone. */
    public static String rough(Duration span) {
        long seconds = span.toSeconds();
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + " min";
        }
        return seconds < DAY ? seconds / HOUR + " h" : seconds / DAY + " d";
    }
}
