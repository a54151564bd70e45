package dev.ringback.upkeep;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long to keep what has arrived.
 *
 * @param keep since the last arrival about a resource; null for ever
 */
public record RetentionOptions(@Nullable Duration keep) {
    /** Twilio keeps messages as long. */
    private static final Duration DEFAULT = Duration.ofDays(400);
    /** Twilio repeats for hours what it could not deliver; that must not come as news. */
    private static final Duration LEAST = Duration.ofDays(1);
    /** Beyond a century it is a mistake. */
    private static final Duration MOST = Duration.ofDays(36_500);

    private static final Pattern DAYS_OR_HOURS = Pattern.compile("(\\d{1,9})([dh])");

    public static RetentionOptions defaults() {
        return new RetentionOptions(DEFAULT);
    }

    public static RetentionOptions forever() {
        return new RetentionOptions(null);
    }

    /**
     * Reads {@code 400d}, {@code 36h}, {@code P400D}, {@code PT36H} or {@code forever}. Empty for anything else, and for less than a day or more
     * than a century: a 0 might mean either end.
     */
    public static Optional<RetentionOptions> parse(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        if (lower.equals("forever")) {
            return Optional.of(forever());
        }
        return duration(lower)
                .filter(keep -> keep.compareTo(LEAST) >= 0 && keep.compareTo(MOST) <= 0)
                .map(RetentionOptions::new);
    }

    private static Optional<Duration> duration(String text) {
        Matcher plain = DAYS_OR_HOURS.matcher(text);
        if (plain.matches()) {
            long count = Long.parseLong(plain.group(1));
            return Optional.of(plain.group(2).equals("d") ? Duration.ofDays(count) : Duration.ofHours(count));
        }
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException | ArithmeticException neither) {
            return Optional.empty();
        }
    }
}
