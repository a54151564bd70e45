package dev.ringback.twilio.rest;

import dev.ringback.model.TimeRange;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of a date filter: a day or a moment, in every spelling that Twilio's libraries and documents use.
 *
 * <p>A day is one of UTC, and stands for its first moment where a moment is compared. What no offset follows is UTC too: Java's library
 * converts to it and leaves the zone out. Dates are shown in whole seconds, so whole seconds are compared.
 *
 * @param at the moment; of a day its first
 * @param day whether it came without a time
 */
record FilterTime(Instant at, boolean day) {
    private static final String TIME = "(\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)\\s*(.*)";
    /** {@code 2026-01-02}, {@code 2026-01-02T03:04:05Z}, {@code 2026-01-02 03:04:05.000}. */
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})(?:[Tt ]" + TIME + ")?");
    /** {@code 01/02/2026 03:04:05 MST}, the month first. */
    private static final Pattern AMERICAN = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})(?: " + TIME + ")?");
    /** {@code Fri, 2 Jan 2026 03:04:05 +0000}; the weekday proves nothing and is not checked. */
    private static final Pattern RFC_2822 =
            Pattern.compile("(?:[A-Za-z]{3},?\\s*)?(\\d{1,2})\\s+([A-Za-z]{3})\\s+(\\d{4})\\s+" + TIME);
    /** The plus of an offset that nobody encoded has become a space, and was stripped. */
    private static final Pattern OFFSET = Pattern.compile("([+-]?)(\\d{2}):?(\\d{2})?");

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    /** The zones that RFC 2822 knows, with their hours. */
    private static final Map<String, Integer> ZONES = Map.ofEntries(
            Map.entry("", 0),
            Map.entry("Z", 0),
            Map.entry("UT", 0),
            Map.entry("UTC", 0),
            Map.entry("GMT", 0),
            Map.entry("EDT", -4),
            Map.entry("EST", -5),
            Map.entry("CDT", -5),
            Map.entry("CST", -6),
            Map.entry("MDT", -6),
            Map.entry("MST", -7),
            Map.entry("PDT", -7),
            Map.entry("PST", -8));

    /** Empty for what is no date, and for a date that does not exist. */
    static Optional<FilterTime> parse(String text) {
        String date = text.strip();
        try {
            return Optional.ofNullable(read(date));
        } catch (DateTimeException doesNotExist) {
            return Optional.empty();
        }
    }

    private static @Nullable FilterTime read(String date) {
        Matcher iso = ISO.matcher(date);
        if (iso.matches()) {
            return of(number(iso, 1), number(iso, 2), number(iso, 3), iso.group(4), iso.group(5));
        }
        Matcher american = AMERICAN.matcher(date);
        if (american.matches()) {
            return of(
                    number(american, 3),
                    number(american, 1),
                    number(american, 2),
                    american.group(4),
                    american.group(5));
        }
        Matcher rfc2822 = RFC_2822.matcher(date);
        if (rfc2822.matches()) {
            int month = MONTHS.indexOf(rfc2822.group(2).toLowerCase(Locale.ROOT)) + 1;
            return of(number(rfc2822, 3), month, number(rfc2822, 1), rfc2822.group(4), rfc2822.group(5));
        }
        return null;
    }

    private static FilterTime of(int year, int month, int day, @Nullable String time, @Nullable String zone) {
        LocalDate date = LocalDate.of(year, month, day);
        if (time == null) {
            return new FilterTime(date.atStartOfDay().toInstant(ZoneOffset.UTC), true);
        }
        LocalTime local = LocalTime.parse(time.indexOf(':') == 1 ? '0' + time : time);
        return new FilterTime(date.atTime(local).toInstant(offset(zone == null ? "" : zone)), false);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static ZoneOffset offset(String zone) {
        Integer hours = ZONES.get(zone.toUpperCase(Locale.ROOT));
        if (hours != null) {
            return ZoneOffset.ofHours(hours);
        }
        Matcher matcher = OFFSET.matcher(zone);
        if (!matcher.matches()) {
            throw new DateTimeException("no zone: " + zone);
        }
        int sign = matcher.group(1).equals("-") ? -1 : 1;
        int minutes = matcher.group(3) == null ? 0 : number(matcher, 3);
        return ZoneOffset.ofHoursMinutes(sign * number(matcher, 2), sign * minutes);
    }

    /** Returns the range that {@code Name=value} means: that day, also where the value has a time. */
    TimeRange onThatDay() {
        Instant start = at.truncatedTo(ChronoUnit.DAYS);
        return new TimeRange(start, start.plus(Duration.ofDays(1)));
    }

    /** Returns the range that {@code Name<=value} means: up to this moment, and in its second. */
    TimeRange atOrBefore() {
        return new TimeRange(null, at.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
    }

    /** Returns the range that {@code Name>=value} means: from this moment on. */
    TimeRange atOrAfter() {
        Instant second = at.truncatedTo(ChronoUnit.SECONDS);
        return new TimeRange(second.equals(at) ? second : second.plusSeconds(1), null);
    }

    /** From this very moment on, in whatever part of a second. */
    TimeRange since() {
        return new TimeRange(at, null);
    }

    /** Before this very moment. */
    TimeRange before() {
        return new TimeRange(null, at);
    }

    /** Up to the end of that day, or up to that moment. */
    TimeRange throughout() {
        return day ? new TimeRange(null, at.plus(Duration.ofDays(1))) : atOrBefore();
    }
}
