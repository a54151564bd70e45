package dev.ringback.upstream.write;

import dev.ringback.model.JournaledWrite;

/** Hears of writes whose outcome is unknown, on one node each. Called by threads that must not wait long; what it throws is logged. */
public interface UnknownCreates {
    /** Cares for nothing. */
    UnknownCreates NONE = new UnknownCreates() {
        @Override
        public void unknown(JournaledWrite write) {}

        @Override
        public void decided(JournaledWrite write) {}
    };

    /** Hears that nobody knows what became of a write. */
    void unknown(JournaledWrite write);

    /**
     * Hears what became of a write that was unknown.
     *
     * @param write created, or not seen; also where Twilio's answer came late after all
     */
    void decided(JournaledWrite write);
}
