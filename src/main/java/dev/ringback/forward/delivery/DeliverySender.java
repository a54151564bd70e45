package dev.ringback.forward.delivery;

import dev.ringback.forward.receiver.Reply;
import dev.ringback.model.Delivery;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Sends the deliveries of one receiver. */
@FunctionalInterface
interface DeliverySender {
    /**
     * Reads whatever is needed to send some deliveries.
     *
     * @return by their ids what sends each, waits for the answer, and throws nothing; may be called by any thread
     */
    Map<Long, Supplier<Reply>> prepare(List<Delivery> deliveries);
}
