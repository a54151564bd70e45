package dev.ringback.jobs;

import dev.ringback.model.Parameters;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Says of which time a job is.
 *
 * @param since the first moment
 * @param until the first moment behind it
 */
public record JobPeriod(Instant since, Instant until) {
    /** Names the first day or moment. */
    public static final String SINCE = "Since";
    /** Names the last day or moment. */
    public static final String UNTIL = "Until";

    private static final String EXPECTED = "a day or a moment, as 2026-01-01 or 2026-01-01T12:00:00Z";

    /** Between the moment that stands for a missing {@code Until} and that of the job lies less. */
    private static final Duration AT_ONCE = Duration.ofMinutes(1);

    /**
     * Reads {@code Since}, which is required, and {@code Until}.
     *
     * @param now stands for {@code Until} where that is missing
     */
    public static JobPeriod of(Parameters form, Instant now) throws InvalidJobException {
        Instant since = moment(form.text(SINCE), false);
        if (since == null) {
            throw new InvalidJobException(SINCE, EXPECTED);
        }
        Instant until = form.text(UNTIL) == null ? now : moment(form.text(UNTIL), true);
        if (until == null) {
            throw new InvalidJobException(UNTIL, EXPECTED);
        }
        if (!since.isBefore(until)) {
            throw new InvalidJobException(SINCE, "before " + UNTIL);
        }
        return new JobPeriod(since, until);
    }

    /** @param end whether a day means its end */
    private static @Nullable Instant moment(@Nullable String text, boolean end) {
        if (text == null) {
            return null;
        }
        try {
            if (text.length() == "2026-01-01".length()) {
                LocalDate day = LocalDate.parse(text);
                return (end ? day.plusDays(1) : day)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
            }
            return Instant.parse(text);
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }

    /** Writes it as {@link #of} reads it. */
    public String text() {
        return SINCE + '=' + since + '&' + UNTIL + '=' + until;
    }

    /**
     * Tells whether both are the same: from an equal moment on, until an equal moment or until each was asked for.
     *
     * @param asked when this was asked for
     * @param otherAsked when the other was
     */
    public boolean isSame(Instant asked, JobPeriod other, Instant otherAsked) {
        return since.equals(other.since)
                && (until.equals(other.until) || (reaches(asked) && other.reaches(otherAsked)));
    }

    private boolean reaches(Instant asked) {
        return !until.isBefore(asked.minus(AT_ONCE));
    }
}
