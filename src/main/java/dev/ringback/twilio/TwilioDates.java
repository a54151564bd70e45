package dev.ringback.twilio;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ways Twilio writes a moment. */
public final class TwilioDates {
    /** {@code Thu, 24 Aug 2023 05:01:45 +0000}: always two digits for the day, always GMT, which is what every SDK can read. */
    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss '+0000'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** Voice and conference callbacks write the day with one digit or two; the name of the weekday proves nothing and is not checked. */
    private static final DateTimeFormatter RFC_2822_READ = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendValue(ChronoField.DAY_OF_MONTH, 1, 2, SignStyle.NOT_NEGATIVE)
            .appendLiteral(' ')
            .appendText(ChronoField.MONTH_OF_YEAR, TextStyle.SHORT)
            .appendLiteral(' ')
            .appendValue(ChronoField.YEAR, 4)
            .appendPattern(" HH:mm:ss")
            .appendLiteral(' ')
            .appendOffset("+HHMM", "GMT")
            .toFormatter(Locale.ENGLISH)
            // Without it 30 February would quietly become the 28th.
            .withResolverStyle(ResolverStyle.STRICT);

    /** {@code 2026-07-17T12:06:00Z}, without a fraction: Python's SDK reads no other. */
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private TwilioDates() {}

    /** Writes a moment as the 2010-04-01 API does; null stays null. */
    public static @Nullable String rfc2822(@Nullable Instant instant) {
        return instant == null ? null : RFC_2822.format(instant);
    }

    /** Writes a moment as the v1 APIs do; null stays null. */
    public static @Nullable String iso8601(@Nullable Instant instant) {
        return instant == null ? null : ISO.format(instant);
    }

    /**
     * Reads RFC 2822 or ISO 8601 with an offset, as the webhooks write them; upper or lower case, surrounding spaces are ignored.
     *
     * @return empty for null, for empty text, for a day that does not exist, for a year that by UTC is not from 1 to 9999, which no client
     *     could read back, and for what is neither format
     */
    public static Optional<Instant> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        String date = text.strip();
        try {
            Instant instant = beginsWithYear(date)
                    ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(date, Instant::from)
                    : RFC_2822_READ.parse(date.substring(date.indexOf(',') + 1).strip(), Instant::from);
            return Optional.of(instant).filter(TwilioDates::canBeWritten);
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    /** Both ways of writing a moment have four digits for the year, and no era. */
    private static boolean canBeWritten(Instant instant) {
        int year = instant.atOffset(ZoneOffset.UTC).getYear();
        return year >= 1 && year <= 9999;
    }

    /** ISO 8601 has its first hyphen after the year; RFC 2822 has none there, with or without a weekday. */
    private static boolean beginsWithYear(String date) {
        return date.indexOf('-') == 4;
    }
}
