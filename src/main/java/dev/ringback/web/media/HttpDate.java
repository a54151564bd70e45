package dev.ringback.web.media;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Writes and reads dates as headers have them, to the second (RFC 9110, section 5.6.7). Stateless. */
final class HttpDate {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private HttpDate() {}

    static String text(Instant moment) {
        return FORMAT.format(moment);
    }

    /** Empty for what is none; the obsolete forms are none. */
    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(FORMAT.parse(text.strip(), Instant::from));
        } catch (DateTimeParseException noDate) {
            return Optional.empty();
        }
    }
}
