package dev.ringback.upstream;

/** Says what a create that is passed on to Twilio gets beside what the caller has set. */
public enum Callbacks {
    /** Nothing: it is passed on as it is. */
    NONE,
    /** Our callback URL, where the caller has set none. */
    ADD,
    /** Our callback URL always; Ringback calls the caller's own URL. */
    ADOPT
}
