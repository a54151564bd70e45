package dev.ringback.simulate.api.resource;

import dev.ringback.model.MessageStatus;

/** Knows the order of the statuses of a message. */
final class MessageStates {
    private MessageStates() {}

    /** Whether a message of this status moves no further; {@code sent} is none of them, though it may be the last word. */
    static boolean isFinal(String status) {
        return rank(status) >= MessageStatus.CANCELED.rank();
    }

    /** Whether a message of this status was sent, or never will be. */
    static boolean isSent(String status) {
        return rank(status) >= MessageStatus.SENT.rank();
    }

    /** Whether a message goes on from one status to another, and not back. */
    static boolean isLater(String status, String than) {
        return rank(status) > rank(than);
    }

    private static int rank(String status) {
        return MessageStatus.of(status).map(MessageStatus::rank).orElse(MessageStatus.UNKNOWN_RANK);
    }
}
