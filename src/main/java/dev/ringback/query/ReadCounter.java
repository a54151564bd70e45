package dev.ringback.query;

/** Is told of every read at Twilio's addresses that is answered without asking Twilio. Called by many threads; has to return at once. */
@FunctionalInterface
public interface ReadCounter {
    /** Counts nothing. */
    ReadCounter NONE = (accountSid, credential) -> {};

    /**
     * Counts a read.
     *
     * @param accountSid whose resources are read
     * @param credential the SID of the API key, or {@link dev.ringback.model.Actor#AUTH_TOKEN}
     */
    void answered(String accountSid, String credential);
}
