package dev.ringback.query;

import dev.ringback.twilio.Digits;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells how fresh a caller wants an answer, by the directives of {@code Cache-Control} that caches know from requests (RFC 9111, 5.2.1). A directive that
 * cannot be read is ignored, as caches do.
 *
 * @param maxAge the age up to which the mirror is fresh enough; zero for {@code no-cache}; null where the caller does not say
 * @param onlyIfCached whether nobody may be asked
 */
public record CacheControl(@Nullable Duration maxAge, boolean onlyIfCached) {
    private static final CacheControl NOTHING_SAID = new CacheControl(null, false);

    /** More is for ever. */
    private static final int MAX_DIGITS = 9;

    /** Reads it from a request. */
    public static CacheControl of(Context ctx) {
        String header = ctx.header("Cache-Control");
        return header == null ? NOTHING_SAID : parse(header);
    }

    static CacheControl parse(String header) {
        Duration maxAge = null;
        boolean onlyIfCached = false;
        int from = 0;
        while (from <= header.length()) {
            int comma = header.indexOf(',', from);
            int end = comma < 0 ? header.length() : comma;
            String directive = header.substring(from, end).strip().toLowerCase(Locale.ROOT);
            if (directive.equals("no-cache")) {
                maxAge = Duration.ZERO;
            } else if (directive.equals("only-if-cached")) {
                onlyIfCached = true;
            } else if (directive.startsWith("max-age=")) {
                Duration said = seconds(directive.substring("max-age=".length()).strip());
                if (said != null && (maxAge == null || said.compareTo(maxAge) < 0)) {
                    maxAge = said;
                }
            }
            from = end + 1;
        }
        return new CacheControl(maxAge, onlyIfCached);
    }

    private static @Nullable Duration seconds(String text) {
        String digits = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
        if (digits.isEmpty() || !Digits.only(digits)) {
            return null;
        }
        return Duration.ofSeconds(Long.parseLong(digits.length() > MAX_DIGITS ? "9".repeat(MAX_DIGITS) : digits));
    }

    /** Tells whether something of this age is fresh enough. */
    boolean accepts(Duration age) {
        return maxAge == null || (!maxAge.isZero() && age.compareTo(maxAge) <= 0);
    }
}
