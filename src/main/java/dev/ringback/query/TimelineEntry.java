package dev.ringback.query;

import dev.ringback.model.LoggedEvent;
import dev.ringback.twilio.callback.EventReading;
import org.jspecify.annotations.Nullable;

/**
 * Holds an event of a timeline.
 *
 * @param effect null where the event reports no status, or so much came before it that this was not worked out
 */
public record TimelineEntry(
        LoggedEvent logged, EventReading reading, @Nullable Effect effect) {}
