package dev.ringback.live;

import dev.ringback.model.Generation;
import dev.ringback.storage.EventPosition;
import dev.ringback.twilio.rest.TwilioException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names places in the log for those who stream it, as {@code 0123456789abcdef-42}: the generation of the database, and the id of the event before. */
public final class StreamId {
    private static final Pattern SYNTAX = Pattern.compile("([0-9a-f]{16})-([0-9]{1,18})");

    private StreamId() {}

    public static String of(EventPosition position) {
        return position.generation() + "-" + position.eventId();
    }

    /**
     * Reads one.
     *
     * @param name of the parameter or header that has it
     * @throws TwilioException 400 when it is none
     */
    public static EventPosition parse(String name, String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw TwilioException.invalidParameter(
                    name, text, "the id of an event of a stream, such as 0123456789abcdef-42");
        }
        return new EventPosition(new Generation(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }
}
