package dev.ringback.vault;

import java.time.Duration;
import java.util.Locale;

/** Writes counts and bytes as people read them. Stateless. */
public final class Figures {
    private static final int STEP = 1_000;
    private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB", "EB"};

    private Figures() {}

    /** Writes a count with its noun, such as {@code 1 object} and {@code 1,234 objects}. */
    public static String count(long count, String noun) {
        return count(count, noun, noun + 's');
    }

    /** Writes a count with the noun that belongs to it. */
    public static String count(long count, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
    }

    /** Writes a time in its largest unit, rounded up, such as {@code 40 seconds} and {@code 3 hours}. */
    public static String time(Duration time) {
        long seconds = time.plusSeconds(1).minusNanos(1).toSeconds();
        if (seconds <= 120) {
            return count(seconds, "second");
        }
        if (seconds <= 2 * 3_600) {
            return count(ceiling(seconds, 60), "minute");
        }
        return seconds < 2 * 86_400 ? count(ceiling(seconds, 3_600), "hour") : count(ceiling(seconds, 86_400), "day");
    }

    /** Writes an amount of bytes, such as {@code 12 bytes} and {@code 3.4 GB}, where a GB has a thousand million of them. */
    public static String bytes(long bytes) {
        if (bytes < STEP) {
            return count(bytes, "byte");
        }
        double amount = (double) bytes / STEP;
        int unit = 0;
        while (amount >= STEP - 0.05 && unit < UNITS.length - 1) {
            amount /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }

    private static long ceiling(long amount, long unit) {
        return (amount + unit - 1) / unit;
    }
}
