package dev.ringback.forward.receiver;

import dev.ringback.model.DeliveryAttempt.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Describes the outcome of an attempt to send something to a receiver.
 *
 * @param reason in words, without any secret, such as {@code 200 OK}
 * @param retryAfter how long it asked to be left alone; null where it did not say
 * @param fault who has to change something before it can arrive
 */
public record Reply(
        Outcome outcome, String reason, @Nullable Duration retryAfter, Fault fault) {

    /** Names who has to change something before it can arrive. */
    public enum Fault {
        /** It arrived, or it was never sent: that says nothing bad of the receiver. */
        NONE,
        /** The receiver refused this delivery; it may accept others. */
        DELIVERY,
        /** One of several addresses that the receiver stands for does not work: that says nothing of the others. */
        ADDRESS,
        /** The receiver does not work at the moment. */
        RECEIVER,
        /** The receiver does not work until somebody mends it: an address, credentials, a certificate. */
        RECEIVER_FOR_GOOD
    }

    /** Takes the fault that the outcome suggests: what is refused is the delivery's own, what fails is the receiver's. */
    public Reply(Outcome outcome, String reason, @Nullable Duration retryAfter) {
        this(outcome, reason, retryAfter, fault(outcome));
    }

    private static Fault fault(Outcome outcome) {
        return switch (outcome) {
            case DELIVERED -> Fault.NONE;
            case REFUSED -> Fault.DELIVERY;
            case FAILED -> Fault.RECEIVER;
        };
    }

    public static Reply delivered(String reason) {
        return new Reply(Outcome.DELIVERED, reason, null);
    }

    public static Reply failed(String reason) {
        return new Reply(Outcome.FAILED, reason, null);
    }

    /** Says that another attempt is worth it, but that somebody has to mend the receiver first. */
    public static Reply failedForGood(String reason) {
        return new Reply(Outcome.FAILED, reason, null, Fault.RECEIVER_FOR_GOOD);
    }

    public static Reply refused(String reason) {
        return new Reply(Outcome.REFUSED, reason, null);
    }

    /** Says that it was never sent, and never can be. */
    public static Reply unsendable(String reason) {
        return new Reply(Outcome.REFUSED, reason, null, Fault.NONE);
    }
}
