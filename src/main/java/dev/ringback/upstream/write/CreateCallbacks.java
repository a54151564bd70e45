package dev.ringback.upstream.write;

/** Decides whom Twilio calls about what a create makes. Safe for use by many threads. */
public interface CreateCallbacks {
    /**
     * Returns a create as it is sent.
     *
     * @param write that is sent once
     * @param mark by which a callback of ours tells which create it is about
     */
    SentCreate of(Write write, String mark);

    /** Hears that Twilio has done a create. May take as long as the database takes; what it throws is logged. */
    default void done(Write write, CallbackFate callback) {}
}
