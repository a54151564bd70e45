package dev.ringback.model;

import java.util.Locale;

/** The state of a job. The text of a state is its name in lower case. */
public enum JobState {
    /** Waits for a node that does it. */
    QUEUED,
    /** Is being done, or was when its node died: then another node goes on with it. */
    RUNNING,
    DONE,
    FAILED,
    CANCELED,
    /** A newer version has written a state that this one does not know. */
    UNKNOWN;

    /** Returns the state of a text; {@link #UNKNOWN} for every other text. */
    public static JobState of(String text) {
        for (JobState state : values()) {
            if (state.text().equals(text)) {
                return state;
            }
        }
        return UNKNOWN;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
