package dev.ringback.simulate.api.resource;

import dev.ringback.model.CallStatus;

/** Knows the order of the statuses of a call. */
final class CallStates {
    private CallStates() {}

    /** Whether a call of this status has ended. */
    static boolean isOver(String status) {
        return CallStatus.of(status).filter(CallStatus::isFinal).isPresent();
    }

    /** Whether a call goes on from one status to another, and not back. */
    static boolean isLater(String status, String than) {
        return rank(status) > rank(than);
    }

    private static int rank(String status) {
        return CallStatus.of(status).map(CallStatus::rank).orElse(CallStatus.UNKNOWN_RANK);
    }
}
