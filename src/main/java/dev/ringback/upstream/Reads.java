package dev.ringback.upstream;

/** Says which reads of the API door may ask Twilio. */
public enum Reads {
    /** Those of a SID that the mirror does not have. */
    MISSING,
    /** Those too of a resource of which a field is missing that Twilio would tell. */
    INCOMPLETE,
    /** None. */
    NEVER
}
