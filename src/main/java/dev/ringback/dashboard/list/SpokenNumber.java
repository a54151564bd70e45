package dev.ringback.dashboard.list;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.regex.Pattern;

/** Reads phone numbers as people write them. */
final class SpokenNumber {
    /** Numbers without a country are read as those of this one. */
    private static final String REGION = "US";

    private static final Pattern LIKE_A_NUMBER = Pattern.compile("[+(0-9][0-9 ()./\\u00a0\\u2010-\\u2015-]{3,40}");

    /** Returns a number as Twilio writes it, and any other text as it is. */
    String read(String text) {
        if (!LIKE_A_NUMBER.matcher(text).matches()) {
            return text;
        }
        try {
            String international = text.startsWith("00") ? '+' + text.substring(2) : text;
            PhoneNumber number = PhoneNumberUtil.getInstance().parse(international, REGION);
            return PhoneNumberUtil.getInstance().format(number, PhoneNumberFormat.E164);
        } catch (NumberParseException noNumber) {
            return text;
        }
    }
}
