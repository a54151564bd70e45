package dev.ringback.live;

import java.util.Locale;

/** Says why a stream has ended. */
public enum StreamEnd {
    /** The client hung up. */
    GONE,
    /** The client did not read what was sent to it. */
    SLOW,
    /** Its place in the log is lost, because another database has taken the place of the one that was read. */
    LOST,
    /** The client has to show its credentials again: the settings have changed, or its session may be over. */
    UNCERTAIN,
    /** The server stops. */
    STOPPED;

    /** Returns the label in metrics. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
