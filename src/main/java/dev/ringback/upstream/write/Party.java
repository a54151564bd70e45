package dev.ringback.upstream.write;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares a recipient or sender as a caller writes it with what Twilio makes of it. Stateless. */
final class Party {
    private static final Pattern E_164 = Pattern.compile("\\+[1-9][0-9]+");
    /** Short codes are none: they are written in one way. */
    private static final Pattern NUMBER = Pattern.compile("\\s*\\+?[0-9(][0-9 ().\\-]{7,}");

    private Party() {}

    /** Tells whether Twilio writes it the same way, as it does with all but numbers that are not in E.164. */
    static boolean isExact(String given) {
        return E_164.matcher(given).matches() || !NUMBER.matcher(given).matches();
    }

    /** Returns what is the same at Twilio; null where that cannot be told. */
    static @Nullable String exact(@Nullable String given) {
        return given != null && isExact(given) ? given : null;
    }

    /** Tells whether Twilio may have made the one of the other; so it may where one is not known. */
    static boolean mayBe(@Nullable String given, @Nullable String shown) {
        if (given == null || shown == null || given.equals(shown)) {
            return true;
        }
        if (isExact(given)) {
            return false;
        }
        // without the country, and with zeros before it
        return digits(shown).endsWith(digits(given).replaceFirst("^0+", ""));
    }

    private static String digits(String text) {
        return text.replaceAll("[^0-9]", "");
    }
}
