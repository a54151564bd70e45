package dev.ringback.upstream;

/** Says which reads of the API door may ask Twilio. */
public enum Reads {
    /** Reads of a SID that the mirror does not have. */
    MISSING,
    /** Reads of an unknown SID, and of a resource of which a field is missing that Twilio would tell. */
    INCOMPLETE,
    /** None. */
    NEVER;

    /** Tells whether a caller who asks for a fresh answer may have one. */
    public boolean mayAsk() {
        return this != NEVER;
    }
}
