package dev.ringback.forward.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats times and durations for people. */
final class TimeFormat {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private TimeFormat() {}

    /** Formats a time in UTC, in whole seconds. */
    static String instant(Instant instant) {
        return UTC.format(instant);
    }

    /** Formats a duration by its two greatest units, such as {@code 1 hour 20 minutes}. */
    static String between(Instant from, Instant to) {
        Duration duration = Duration.between(from, to);
        if (duration.toSeconds() < 1) {
            return "less than a second";
        }
        return Stream.of(
                        unit(duration.toDaysPart(), "day"),
                        unit(duration.toHoursPart(), "hour"),
                        unit(duration.toMinutesPart(), "minute"),
                        unit(duration.toSecondsPart(), "second"))
                .dropWhile(String::isEmpty)
                .limit(2)
                .filter(unit -> !unit.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String unit(long count, String name) {
        return count == 0 ? "" : count + " " + name + (count == 1 ? "" : "s");
    }
}
