package dev.ringback.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a receiver, or a target of events, fails at present, and who knows.
 *
 * @param receiver its name in the settings
 * @param since the first failure after which nothing has arrived; null while it works
 * @param reason of the last failure that was noted, without any secret; empty while it works
 * @param toldTo the receivers that were told of the present failure; none while it works
 * @param toldAt when somebody was last told of a failure, of the present or of an earlier one; null when nobody ever was
 */
public record ReceiverFailure(
        String receiver,
        @Nullable Instant since,
        String reason,
        List<String> toldTo,
        @Nullable Instant toldAt) {
    public ReceiverFailure {
        toldTo = List.copyOf(toldTo);
    }

    /** Returns the state of a receiver of which nothing bad is known. */
    public static ReceiverFailure none(String receiver) {
        return new ReceiverFailure(receiver, null, "", List.of(), null);
    }
}
