package dev.ringback.model;

/**
 * Ranks what an event says by how it knows it. Of two values of one column the surer stays, whichever came first.
 */
public enum Certainty {
    /** Assumed, as a time is that is known only by the arrival of the event; or said to be unknown. */
    GUESSED(0),
    /** Measured afterwards by a report, such as a call summary of Voice Insights. */
    REPORTED(1),
    /** Follows from what an event about the state says, such as the start of a call from its end and duration. */
    DERIVED(2),
    /** Said by an event about the state, with Twilio's clock where it is a time. */
    TOLD(3);

    private final int rank;

    Certainty(int rank) {
        this.rank = rank;
    }

    /** The place in the order, from 0 for the least sure; stored. */
    public int rank() {
        return rank;
    }
}
