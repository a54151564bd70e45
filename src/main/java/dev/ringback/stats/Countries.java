package dev.ringback.stats;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import org.jspecify.annotations.Nullable;

/** Tells the country of a number. Safe for use by many threads. */
final class Countries {
    private static final int LETTERS = 2;

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();

    /**
     * Returns two letters for a number in international form, also of a channel such as {@code whatsapp:+14155550101}. Short codes, names, addresses
     * without a number, and numbers of no country have none.
     */
    @Nullable
    String of(@Nullable String address) {
        if (address == null) {
            return null;
        }
        String number = address.substring(address.indexOf(':') + 1);
        if (!number.startsWith("+")) {
            return null;
        }
        try {
            String region = numbers.getRegionCodeForNumber(numbers.parse(number, null));
            return region != null && region.length() == LETTERS ? region : null;
        } catch (NumberParseException none) {
            return null;
        }
    }
}
