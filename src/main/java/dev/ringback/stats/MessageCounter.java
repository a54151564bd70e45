package dev.ringback.stats;

import dev.ringback.model.MessageStatus;
import dev.ringback.storage.MessageFact;
import java.time.Duration;
import java.util.Set;

/** Says in which cell of a rollup a message counts, and how long its delivery took. Safe for use by many threads. */
final class MessageCounter {
    /** A message without a direction is inbound if it has one of these. */
    private static final Set<String> OF_INBOUND =
            Set.of(MessageStatus.RECEIVED.value(), MessageStatus.RECEIVING.value());

    private static final Set<String> DELIVERED = Set.of(MessageStatus.DELIVERED.value(), MessageStatus.READ.value());

    private final Countries countries = new Countries();

    /** Counts a message. Of an inbound one its recipient is the sender: the address on our side. */
    void count(MessageFact message, Rollup rollup) {
        boolean inbound = isInbound(message);
        Integer errorCode = message.errorCode();
        CellKey key = new CellKey(
                inbound,
                inbound ? message.to() : message.from(),
                message.messagingServiceSid(),
                countries.of(inbound ? message.from() : message.to()),
                message.carrier(),
                message.status(),
                errorCode == null ? 0 : Math.max(0, errorCode));
        rollup.add(key, 1);
        if (!inbound && DELIVERED.contains(message.status()) && message.deliveredAt() != null) {
            Duration took = Duration.between(message.dateCreated(), message.deliveredAt());
            // Where nothing had come before, it is not known when the message was created.
            if (!took.isNegative() && !took.isZero()) {
                rollup.measure(key, DeliveryTimes.bin(took), 1);
            }
        }
    }

    private static boolean isInbound(MessageFact message) {
        return message.direction() == null
                ? OF_INBOUND.contains(message.status())
                : message.direction().equals("inbound");
    }
}
