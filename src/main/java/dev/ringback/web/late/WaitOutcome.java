package dev.ringback.web.late;

import java.util.Locale;

/** Says how a wait for an answer ended. */
enum WaitOutcome {
    /** The handler's answer came, or its error. */
    ANSWERED,
    /** The client hung up. */
    GONE,
    /** No answer came in all the time there was. */
    OVERDUE,
    /** The door closed. */
    STOPPED;

    /** Returns the label in metrics. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
