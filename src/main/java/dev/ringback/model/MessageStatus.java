package dev.ringback.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The statuses of a message, as Twilio's REST API spells them, with their rank: a message only moves to a higher one.
 *
 * <p>Several statuses share the final rank; {@link #precedence} decides between them when nothing else does.
 */
public enum MessageStatus {
    ACCEPTED(0, 0),
    SCHEDULED(0, 1),
    QUEUED(1, 0),
    SENDING(2, 0),
    RECEIVING(2, 1),
    SENT(3, 0),
    /** In Twilio's enum without documented meaning: more than sent, less than final. */
    PARTIALLY_DELIVERED(4, 0),
    CANCELED(5, 0),
    FAILED(5, 1),
    UNDELIVERED(5, 2),
    DELIVERED(5, 3),
    RECEIVED(5, 4),
    /** Follows {@code delivered} on channels with read receipts. */
    READ(6, 0);

    /** The rank of a status we do not know: it is news after {@code sent}, but never beats a final status. */
    public static final int UNKNOWN_RANK = 4;

    private final int rank;
    private final int precedence;

    MessageStatus(int rank, int precedence) {
        this.rank = rank;
        this.precedence = precedence;
    }

    public int rank() {
        return rank;
    }

    public int precedence() {
        return precedence;
    }

    /** The spelling of the wire. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for a status Twilio has added since. */
    public static Optional<MessageStatus> of(String value) {
        return Arrays.stream(values())
                .filter(status -> status.name().equalsIgnoreCase(value))
                .findFirst();
    }
}
