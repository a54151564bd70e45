package dev.ringback.twilio.rest;

import dev.ringback.model.Entry;
import dev.ringback.model.PageRequest.Order;
import dev.ringback.model.Parameters;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.model.TimeRange;
import dev.ringback.twilio.Digits;
import dev.ringback.twilio.Sid;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the filters of a list from its query. A filter that is missing or empty does not filter; what is no filter of the list is never
 * looked at, and so ignored, as Twilio does.
 *
 * <p>Every method throws a {@link TwilioException}, a 400 that names the parameter, where the value cannot be.
 */
public record FilterParameters(Parameters query) {
    private static final String ORDER = "Order";
    private static final String TAG = "Tag.";
    private static final int MAX_DIGITS = 9;
    private static final int MAX_TAG_NAME_SHOWN = 50;

    /** Any text. */
    public @Nullable String text(String name) {
        return query.text(name);
    }

    /** An address of a message or call. A plus that nobody encoded came as a space, which no address begins with. */
    public @Nullable String address(String name) {
        String address = query.text(name);
        return address != null && address.startsWith(" ") ? '+' + address.substring(1) : address;
    }

    /** A SID with one of the prefixes. */
    public @Nullable String sid(String name, String... prefixes) {
        String sid = query.text(name);
        if (sid != null && !Sid.isSid(sid, prefixes)) {
            throw TwilioException.invalidParameter(
                    name, sid, "a SID that begins with " + String.join(" or ", prefixes));
        }
        return sid;
    }

    /** Reads one of some words, upper or lower case; gives the word as it is in the list. */
    public @Nullable String oneOf(String name, Collection<String> words) {
        String text = query.text(name);
        if (text == null) {
            return null;
        }
        return words.stream()
                .filter(text.strip()::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> TwilioException.invalidParameter(name, text, "one of " + String.join(", ", words)));
    }

    /** {@code true} or {@code false}. */
    public @Nullable Boolean flag(String name) {
        String word = oneOf(name, List.of("true", "false"));
        return word == null ? null : Boolean.valueOf(word);
    }

    /** A whole number that is not negative. */
    public @Nullable Integer number(String name) {
        String text = query.text(name);
        if (text == null) {
            return null;
        }
        if (text.length() > MAX_DIGITS || !Digits.only(text)) {
            throw TwilioException.invalidParameter(name, text, "a number");
        }
        return Integer.valueOf(text);
    }

    /**
     * The three filters that go by one date: {@code Name} for a day, {@code Name<} for what is not later, {@code Name>} for what is not
     * earlier. Those that came hold together.
     */
    public TimeRange times(String name) {
        return range(name, FilterTime::onThatDay)
                .and(range(name + '<', FilterTime::atOrBefore))
                .and(range(name + '>', FilterTime::atOrAfter));
    }

    /** A first and a last day or moment, both included. */
    public TimeRange interval(String first, String last) {
        return range(first, FilterTime::atOrAfter).and(range(last, FilterTime::throughout));
    }

    /** A first moment, included, and one that is not included any more; of a day its beginning. */
    public TimeRange sinceAndBefore(String since, String before) {
        return range(since, FilterTime::since).and(range(before, FilterTime::before));
    }

    private TimeRange range(String name, Function<FilterTime, TimeRange> meaning) {
        String text = query.text(name);
        if (text == null) {
            return TimeRange.ALWAYS;
        }
        return FilterTime.parse(text)
                .map(meaning)
                .orElseThrow(() -> TwilioException.invalidParameter(
                        name, text, "a date such as 2026-01-31 or 2026-01-31T23:59:59Z"));
    }

    /** {@code Tag.name=value}, any number of them: parameters of the user's own, with their names. */
    public List<Parameter> tags() {
        return query.stream()
                .filter(parameter -> parameter.name().startsWith(TAG))
                .map(FilterParameters::tag)
                .toList();
    }

    private static Parameter tag(Parameter parameter) {
        String name = parameter.name().substring(TAG.length());
        if (name.isEmpty() || name.length() + parameter.value().length() > Entry.MAX_TAG_CHARACTERS) {
            throw TwilioException.invalidParameter(
                    TAG + name.substring(0, Math.min(name.length(), MAX_TAG_NAME_SHOWN)),
                    parameter.value(),
                    "a tag: it has a name, and together they have at most " + Entry.MAX_TAG_CHARACTERS + " characters");
        }
        return new Parameter(name, parameter.value());
    }

    /** {@code Order=asc} turns a list round; it is one of Ringback's own. */
    public Order order() {
        return "asc".equals(oneOf(ORDER, List.of("asc", "desc"))) ? Order.OLDEST_FIRST : Order.NEWEST_FIRST;
    }
}
