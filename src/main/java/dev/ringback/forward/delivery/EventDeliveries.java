package dev.ringback.forward.delivery;

import dev.ringback.forward.receiver.Reply;
import dev.ringback.model.Delivery;
import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.EventLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the events that deliveries are about, all with one query. Safe for use by many threads. */
final class EventDeliveries {
    private final EventLog events;

    EventDeliveries(EventLog events) {
        this.events = events;
    }

    /** Sends the event of a delivery. */
    @FunctionalInterface
    interface Sending {
        /**
         * Sends it, waits for the answer, and throws nothing.
         *
         * @param event null where it is no longer in the log, and for a delivery that is about none of it
         */
        Reply send(Delivery delivery, @Nullable LoggedEvent event);
    }

    /** Prepares deliveries as {@link DeliverySender#prepare} says. */
    Map<Long, Supplier<Reply>> prepare(List<Delivery> deliveries, Sending sending) {
        Map<Long, LoggedEvent> found = events.byId(deliveries.stream()
                .map(Delivery::eventId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        Map<Long, Supplier<Reply>> prepared = new HashMap<>();
        deliveries.forEach(delivery -> {
            LoggedEvent event = delivery.eventId() == null ? null : found.get(delivery.eventId());
            prepared.put(delivery.id(), () -> sending.send(delivery, event));
        });
        return prepared;
    }
}
