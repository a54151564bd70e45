package dev.ringback.dashboard.text;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes addresses of messages and calls for people: numbers grouped as their country does, all others as they came. */
public final class AddressText {
    private static final Pattern NUMBER = Pattern.compile("([A-Za-z][A-Za-z0-9_-]*:)?(\\+[0-9]{6,15})");

    private AddressText() {}

    /** Writes an address; a channel before a number, such as {@code whatsapp:}, stays. */
    public static String of(String address) {
        Matcher number = NUMBER.matcher(address);
        if (!number.matches()) {
            return address;
        }
        String channel = number.group(1) == null ? "" : number.group(1) + " ";
        try {
            PhoneNumber parsed = PhoneNumberUtil.getInstance().parse(number.group(2), null);
            return channel + PhoneNumberUtil.getInstance().format(parsed, PhoneNumberFormat.INTERNATIONAL);
        } catch (NumberParseException unknownCountry) {
            return address;
        }
    }
}
