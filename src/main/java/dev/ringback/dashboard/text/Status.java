package dev.ringback.dashboard.text;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds a status as pages show it.
 *
 * @param state its colour
 * @param word as Twilio spells it; {@code unknown} where no event has told one
 */
public record Status(State state, String word) {
    private static final String UNKNOWN = "unknown";

    private static final Map<String, State> STATES = Map.ofEntries(
            Map.entry("delivered", State.GOOD),
            Map.entry("read", State.GOOD),
            Map.entry("received", State.GOOD),
            Map.entry("completed", State.GOOD),
            Map.entry("complete", State.GOOD),
            Map.entry("connecting", State.MOVING),
            Map.entry("connected", State.MOVING),
            Map.entry("sent", State.MOVING),
            Map.entry("accepted", State.MOVING),
            Map.entry("scheduled", State.MOVING),
            Map.entry("queued", State.MOVING),
            Map.entry("sending", State.MOVING),
            Map.entry("receiving", State.MOVING),
            Map.entry("partially_delivered", State.MOVING),
            Map.entry("initiated", State.MOVING),
            Map.entry("ringing", State.MOVING),
            Map.entry("init", State.MOVING),
            Map.entry("in-progress", State.MOVING),
            Map.entry("paused", State.MOVING),
            Map.entry("stopped", State.MOVING),
            Map.entry("processing", State.MOVING),
            Map.entry("busy", State.WARNING),
            Map.entry("no-answer", State.WARNING),
            Map.entry("canceled", State.WARNING),
            Map.entry("warning", State.WARNING),
            Map.entry("absent", State.WARNING),
            Map.entry("undelivered", State.BAD),
            Map.entry("failed", State.BAD),
            Map.entry("error", State.BAD),
            Map.entry("deleted", State.UNKNOWN),
            Map.entry("notice", State.UNKNOWN),
            Map.entry("debug", State.UNKNOWN));

    /** Reads a status of a resource, or the level of an alert; null and empty where there is none. */
    public static Status of(@Nullable String word) {
        return word == null || word.isEmpty()
                ? new Status(State.UNKNOWN, UNKNOWN)
                : new Status(STATES.getOrDefault(word.toLowerCase(Locale.ROOT), State.UNKNOWN), word);
    }
}
