package dev.ringback.storage;

/**
 * Tells how many reads or requests of one sort there were.
 *
 * @param accountSid the account that was read or asked for
 * @param caller the SID of an API key or {@link dev.ringback.model.Actor#AUTH_TOKEN}; empty where nobody is known
 * @param what {@link #MIRROR}, {@link #REFUSED} or what a request to Twilio was for
 * @param count above 0
 */
public record RequestCount(String accountSid, String caller, String what, long count) {
    /** Stands for reads that were answered without asking Twilio. */
    public static final String MIRROR = "mirror";

    /** Stands for requests that Twilio answered with 429. Each is counted by what it was for too. */
    public static final String REFUSED = "429";
}
