package dev.ringback.twilio;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address of a message or call, equal to every other spelling of the same: {@code +14155550100}, {@code 14155550100},
 * {@code +1 (415) 555-0100} and {@code " 14155550100"}, which a plus that nobody encoded in a URL leaves. A channel such as {@code whatsapp:} before a
 * number is part of the address. Names, SIP addresses and the like compare as they are.
 *
 * @param canonical of a number its digits, with its channel before them in lower case; of anything else the text without spaces around it
 */
public record Address(String canonical) {
    private static final Pattern NUMBER = Pattern.compile("([A-Za-z][A-Za-z0-9_-]*:)?([+0-9 ().\\u00a0-]+)");
    private static final Pattern NO_DIGIT = Pattern.compile("[^0-9]");

    /** Reads any spelling; every text is an address. */
    public static Address of(String text) {
        String stripped = text.strip();
        Matcher number = NUMBER.matcher(stripped);
        if (!number.matches()) {
            return new Address(stripped);
        }
        String channel = number.group(1) == null ? "" : number.group(1).toLowerCase(Locale.ROOT);
        return new Address(channel + NO_DIGIT.matcher(number.group(2)).replaceAll(""));
    }

    /** Whether it says nothing, as spaces or a plus alone. */
    public boolean isEmpty() {
        return canonical.isEmpty() || canonical.endsWith(":");
    }
}
