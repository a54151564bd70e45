package dev.ringback.forward.rule;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Parses times in the format of ISO 8601 with an offset from UTC: {@code 2026-01-01T12:00:00Z}, {@code 2026-01-01T13:00:00+01:00}. */
public final class IsoTime {
    private static final int LAST_YEAR = 9999;

    private IsoTime() {}

    /**
     * Parses a time with a year from 0 to 9999.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Instant parse(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text.strip());
            if (time.getYear() >= 0 && time.getYear() <= LAST_YEAR) {
                return time.toInstant();
            }
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException("is no time: write it like 2026-01-01T12:00:00Z", wrong);
        }
        throw new IllegalArgumentException("is no time: write it like 2026-01-01T12:00:00Z");
    }
}
