package dev.ringback.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The statuses of a call, as Twilio's REST API spells them, with their rank: a call only moves to a higher one. */
public enum CallStatus {
    QUEUED(0, 0),
    /** Exists in callbacks only; the REST API shows such a call as {@code queued}. */
    INITIATED(0, 1),
    RINGING(1, 0),
    IN_PROGRESS(2, 0),
    CANCELED(4, 0),
    FAILED(4, 1),
    NO_ANSWER(4, 2),
    BUSY(4, 3),
    COMPLETED(4, 4);

    /** The rank of a status we do not know: it is news after {@code in-progress}, but never beats a final status. */
    public static final int UNKNOWN_RANK = 3;

    private final int rank;
    private final int precedence;

    CallStatus(int rank, int precedence) {
        this.rank = rank;
        this.precedence = precedence;
    }

    public int rank() {
        return rank;
    }

    public int precedence() {
        return precedence;
    }

    public boolean isFinal() {
        return rank == 4;
    }

    /** The spelling of the wire. */
    public String value() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Empty for a status Twilio has added since. */
    public static Optional<CallStatus> of(String value) {
        return Arrays.stream(values())
                .filter(status -> status.value().equalsIgnoreCase(value))
                .findFirst();
    }
}
