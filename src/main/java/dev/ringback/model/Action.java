package dev.ringback.model;

import java.util.Locale;

/** Names the actions that are audited. */
public enum Action {
    SILENCE,
    SILENCE_END,
    QUARANTINE_REPLAY,
    DELIVERIES_REPLAY,
    JOB_START,
    JOB_CANCEL,
    JOB_RESUME,
    /** The settings were read again. */
    RELOAD,
    /** A create, change or deletion that was passed on to Twilio. */
    WRITE,
    /** A signed link to a recording or an attachment was made. */
    MEDIA_LINK;

    /** Returns the spelling in the audit, such as {@code silence.end}. */
    public String value() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
