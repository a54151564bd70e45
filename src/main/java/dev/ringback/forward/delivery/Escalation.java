package dev.ringback.forward.delivery;

import dev.ringback.forward.notice.NoticeJson;
import dev.ringback.forward.notice.ReceiverNotice;
import dev.ringback.model.Delivery;
import dev.ringback.storage.DeliveryStore;
import dev.ringback.storage.ForwardStore.NewDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells another receiver that deliveries to one were given up, once a day however many there were. Safe for use by many threads. */
final class Escalation {
    private static final Logger log = LoggerFactory.getLogger(Escalation.class);

    /** Shortest time between two such notices; a little less than a day, so that there is one each day. */
    private static final Duration BETWEEN = Duration.ofHours(23);

    private final DeliveryStore store;
    private final FallbackReceivers fallbacks;

    Escalation(DeliveryStore store, FallbackReceivers fallbacks) {
        this.store = store;
        this.fallbacks = fallbacks;
    }

    /**
     * Handles a delivery that was given up.
     *
     * @param reason of its last attempt
     * @param isTold whether somebody has just been told that the receiver refuses everything
     */
    void gaveUp(Delivery delivery, String reason, boolean isTold, Instant now) {
        log.error("gave up delivery {} to {}: {}", delivery.id(), delivery.receiver(), reason);
        if (isTold) {
            return;
        }
        Optional<String> fallback = fallbacks.of(delivery.receiver());
        String key = "given up " + delivery.receiver();
        // What says that somebody cannot be reached is not itself said on and on, from one to the next.
        if (fallback.isEmpty() || delivery.kind() == Delivery.Kind.GIVEN_UP || isTold(key, now)) {
            return;
        }
        ReceiverNotice receiverNotice = new ReceiverNotice(
                delivery.receiver(),
                delivery.createdAt(),
                store.count(delivery.receiver(), Delivery.State.DEAD),
                reason);
        store.add(List.of(new NewDelivery(
                fallback.get(), key, Delivery.Kind.GIVEN_UP, null, NoticeJson.write(receiverNotice), now)));
    }

    private boolean isTold(String key, Instant now) {
        return store.newest(Delivery.Kind.GIVEN_UP, key)
                .filter(last -> now.isBefore(last.plus(BETWEEN)))
                .isPresent();
    }
}
