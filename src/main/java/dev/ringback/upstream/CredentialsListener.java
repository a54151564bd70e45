package dev.ringback.upstream;

/**
 * Is told whether Twilio takes the credentials of an account. Called by threads of the client that may wait for a while; what it throws is
 * logged, and an acceptance that could not be told is told again.
 */
public interface CredentialsListener {
    /** Tells nobody. */
    CredentialsListener NONE = new CredentialsListener() {
        @Override
        public void refused(String accountSid, int status) {}

        @Override
        public void accepted(String accountSid) {}
    };

    /**
     * Twilio has refused the credentials, and nothing is asked for the account for a while.
     *
     * @param status 401 or 403
     */
    void refused(String accountSid, int status);

    /** Twilio has taken the credentials. Told at the first success, after each refusal, and now and then. */
    void accepted(String accountSid);
}
