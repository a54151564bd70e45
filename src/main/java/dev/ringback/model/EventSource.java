package dev.ringback.model;

import java.util.Arrays;
import java.util.Optional;

/** How an event reached us. */
public enum EventSource {
    /** Pushed by Twilio to the callback door. */
    CALLBACK("callback"),
    /** Delivered by an Event Streams sink. */
    STREAM("stream"),
    /** A callback that never arrived, found inside the Debugger event that reports its failure. */
    RECOVERED("recovered"),
    /** Answered by Twilio's REST API when it was asked, or when something was asked of it. */
    API("api"),
    /** Stored by a newer version in a way this version does not know. */
    UNKNOWN("unknown");

    private final String value;

    EventSource(String value) {
        this.value = value;
    }

    /** The name stored in the log and shown in {@code X-Ringback-Source}. */
    public String value() {
        return value;
    }

    /** Empty when no source has that name. */
    public static Optional<EventSource> of(String value) {
        return Arrays.stream(values())
                .filter(source -> source.value.equals(value))
                .findFirst();
    }
}
