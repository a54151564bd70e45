package dev.ringback.upstream.governor;

/** Orders requests to Twilio by how urgent they are: one of a lower lane waits while one of a higher lane does. */
public enum Lane {
    /** Somebody is waiting for the answer. */
    CALLER,
    /** Closes a gap in the mirror. */
    REPAIR,
    /** Fills the mirror with what was before. */
    BACKFILL,
    /** Deletes at Twilio what has been copied. */
    DELETION;

    /** Tells whether nobody waits for the answer: such requests leave one of several places free. */
    boolean isBackground() {
        return this != CALLER;
    }
}
