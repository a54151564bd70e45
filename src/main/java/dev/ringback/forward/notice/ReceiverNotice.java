package dev.ringback.forward.notice;

import java.time.Instant;
import java.util.List;

/**
 * Describes to one receiver that another, or a target, cannot be reached.
 *
 * @param receiver its name
 * @param since when the first of what was given up was created; or since when it fails, or failed
 * @param count how many were given up; or how many wait
 * @param reason of the last attempt, in words
 * @param waiting titles of some notices that wait, the newest first
 */
public record ReceiverNotice(
        String receiver, Instant since, long count, String reason, State state, List<String> waiting) {
    public ReceiverNotice {
        waiting = List.copyOf(waiting);
    }

    /** Says that something was given up. */
    public ReceiverNotice(String receiver, Instant since, long count, String reason) {
        this(receiver, since, count, reason, State.GIVEN_UP, List.of());
    }

    /** Names the state of the receiver. */
    public enum State {
        /** Something did not arrive for so long, or was refused, that it is not tried again. */
        GIVEN_UP,
        /** Nothing arrives at present. */
        FAILING,
        /** It works again. */
        WORKS
    }
}
