package dev.ringback.upstream.write;

/** Hears of creates whose callback URLs were to be adopted. Safe for use by many threads; what it throws is logged. */
public interface KeptCallbacks {
    /** Cares for nothing. */
    KeptCallbacks NONE = new KeptCallbacks() {
        @Override
        public void kept(String accountSid, CallbackFate fate) {}

        @Override
        public void adopted(String accountSid) {}
    };

    /**
     * Hears that Twilio calls the caller's URL, though ours was to be there.
     *
     * @param fate says why
     */
    void kept(String accountSid, CallbackFate fate);

    /** Hears that a URL was adopted. */
    void adopted(String accountSid);
}
