package dev.ringback.forward.delivery;

import dev.ringback.forward.notice.Briefing;
import dev.ringback.forward.notice.Briefings;
import dev.ringback.forward.notice.NoticeJson;
import dev.ringback.forward.receiver.Receiver;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.model.Delivery;
import dev.ringback.model.DeliveryAttempt.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings notices to a receiver. */
final class NoticeCarrier implements Carrier {
    private static final Logger log = LoggerFactory.getLogger(NoticeCarrier.class);

    private final Receiver receiver;
    private final Briefings briefings;

    NoticeCarrier(Receiver receiver, Briefings briefings) {
        this.receiver = receiver;
        this.briefings = briefings;
    }

    @Override
    public Map<Long, Supplier<Reply>> prepare(List<Delivery> deliveries) {
        Map<Long, Supplier<Reply>> prepared = new HashMap<>();
        deliveries.forEach(delivery -> prepared.put(delivery.id(), () -> send(delivery)));
        return prepared;
    }

    private Reply send(Delivery delivery) {
        try {
            return receiver.send(briefing(delivery));
        } catch (RuntimeException defect) {
            log.error("notice {} cannot be sent", delivery.id(), defect);
            return new Reply(Outcome.FAILED, "it cannot be sent: " + defect, null, Reply.Fault.NONE);
        }
    }

    private Briefing briefing(Delivery delivery) {
        return delivery.kind() == Delivery.Kind.GIVEN_UP
                ? briefings.of(NoticeJson.givenUp(delivery.content()), delivery.createdAt(), delivery.id())
                : briefings.of(NoticeJson.notice(delivery.content()), delivery.id());
    }
}
