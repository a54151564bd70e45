package dev.ringback.twilio.rest;

import dev.ringback.twilio.Digits;
import org.jspecify.annotations.Nullable;

/** How {@code to_formatted} and {@code from_formatted} show a number. */
final class PhoneNumberFormat {
    private static final int NANP_LENGTH = "+14155550100".length();

    private PhoneNumberFormat() {}

    /** {@code (415) 555-0100} for a number of the North American plan, anything else as it is. */
    static @Nullable String format(@Nullable String number) {
        if (number == null || !isNanp(number)) {
            return number;
        }
        return '(' + number.substring(2, 5) + ") " + number.substring(5, 8) + '-' + number.substring(8);
    }

    private static boolean isNanp(String number) {
        return number.length() == NANP_LENGTH && number.startsWith("+1") && Digits.only(number.substring(1));
    }
}
