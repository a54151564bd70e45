package dev.ringback.dashboard.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Holds a moment as pages show it: in UTC where the browser runs no script, and else in the reader's zone.
 *
 * @param machine ISO 8601 with milliseconds, for the script
 * @param exact in UTC, to the millisecond
 * @param text relative up to a day, and then day and minute in UTC
 */
public record Moment(String machine, String exact, String text) {
    private static final DateTimeFormatter MACHINE = format("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
    private static final DateTimeFormatter EXACT = format("yyyy-MM-dd HH:mm:ss.SSS 'UTC'");
    private static final DateTimeFormatter MINUTE = format("d MMM yyyy HH:mm 'UTC'");

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    /** Shows a moment as it is seen from another; null where there is none. */
    public static @Nullable Moment of(@Nullable Instant moment, Instant now) {
        return moment == null ? null : at(moment, now);
    }

    /** Shows a moment as it is seen from another. */
    public static Moment at(Instant moment, Instant now) {
        Duration ago = Duration.between(moment, now);
        boolean isNear = ago.abs().compareTo(Duration.of(1, ChronoUnit.DAYS)) < 0;
        return new Moment(MACHINE.format(moment), EXACT.format(moment), isNear ? relative(ago) : MINUTE.format(moment));
    }

    private static String relative(Duration ago) {
        if (ago.isNegative()) {
            return "in " + Spans.rough(ago.negated());
        }
        return ago.toSeconds() == 0 ? "now" : Spans.rough(ago) + " ago";
    }
}
