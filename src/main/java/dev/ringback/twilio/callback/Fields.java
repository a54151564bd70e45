package dev.ringback.twilio.callback;

import dev.ringback.model.Certainty;
import dev.ringback.model.Event;
import dev.ringback.model.Parameters;
import dev.ringback.twilio.TwilioDates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event's parameters as numbers, moments and flags. What cannot be read counts as not said and is noted as a problem, so that one
 * odd value does not keep the rest of the event from the state. Empty values count as not said too.
 */
final class Fields {
    private final Event event;
    private final Parameters parameters;
    private final List<String> problems = new ArrayList<>();

    Fields(Event event, Parameters parameters) {
        this.event = event;
        this.parameters = parameters;
    }

    Event event() {
        return event;
    }

    Parameters parameters() {
        return parameters;
    }

    @Nullable
    String text(String name) {
        return parameters.text(name);
    }

    /** The first of several names that says something. */
    @Nullable
    String text(String name, String otherwise) {
        String value = parameters.text(name);
        return value != null ? value : parameters.text(otherwise);
    }

    /** A status in lower case; null where it is not said, and where it is said to be unknown, which is no news. */
    @Nullable
    String status(String name) {
        return status(name, name);
    }

    /** The first of two statuses that says something, as {@link #status(String)} reads it. */
    @Nullable
    String status(String name, String otherwise) {
        String status = text(name) != null && !isUnknown(text(name)) ? text(name) : text(otherwise);
        return status == null || isUnknown(status) ? null : status.toLowerCase(Locale.ROOT);
    }

    /** An error's code; null where there is no error, which Twilio also writes as 0. */
    @Nullable
    Integer errorCode() {
        Integer code = integer("ErrorCode");
        return code == null || code == 0 ? null : code;
    }

    private static boolean isUnknown(@Nullable String value) {
        return "unknown".equalsIgnoreCase(value);
    }

    @Nullable
    Integer integer(String name) {
        String value = parameters.text(name);
        if (value == null) {
            return null;
        }
        try {
            return Integer.valueOf(value.strip());
        } catch (NumberFormatException notANumber) {
            problem(name + " is no number");
            return null;
        }
    }

    /** {@code otherwise} where the parameter says nothing. */
    int integer(String name, int otherwise) {
        Integer value = integer(name);
        return value == null ? otherwise : value;
    }

    /** Whole seconds; a negative number means "not known yet". */
    @Nullable
    Duration seconds(String name) {
        Integer seconds = integer(name);
        return seconds == null || seconds < 0 ? null : Duration.ofSeconds(seconds);
    }

    @Nullable
    Instant time(String name) {
        String value = parameters.text(name);
        if (value == null) {
            return null;
        }
        Instant time = TwilioDates.parse(value).orElse(null);
        if (time == null) {
            problem(name + " is no date");
        }
        return time;
    }

    boolean flag(String name) {
        return "true".equalsIgnoreCase(parameters.get(name));
    }

    /** When it happened by Twilio's clock; where the event does not say, when we got it. */
    Instant happenedAt() {
        Instant occurredAt = event.occurredAt();
        return occurredAt != null ? occurredAt : event.receivedAt();
    }

    /** How sure {@link #happenedAt} is. */
    Certainty happenedAtCertainty() {
        return event.occurredAt() != null ? Certainty.TOLD : Certainty.GUESSED;
    }

    void problem(String what) {
        problems.add(what);
    }

    /** All that could not be read, after what was known before; null when all could. */
    @Nullable
    String problems(@Nullable String before) {
        if (before != null) {
            problems.add(0, before);
        }
        return problems.isEmpty() ? null : String.join("; ", problems);
    }
}
