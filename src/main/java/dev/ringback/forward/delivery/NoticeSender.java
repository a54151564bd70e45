package dev.ringback.forward.delivery;

import dev.ringback.forward.notice.NoticeJson;
import dev.ringback.forward.notice.NoticeRenderer;
import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.receiver.Receiver;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.model.Delivery;
import dev.ringback.model.DeliveryAttempt.Outcome;
import dev.ringback.model.Generation;
import dev.ringback.storage.GenerationStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renders notices and sends them to a receiver. */
final class NoticeSender implements DeliverySender {
    private static final Logger log = LoggerFactory.getLogger(NoticeSender.class);

    private final Receiver receiver;
    private final NoticeRenderer renderer;
    private final GenerationStore generations;

    NoticeSender(Receiver receiver, NoticeRenderer renderer, GenerationStore generations) {
        this.receiver = receiver;
        this.renderer = renderer;
        this.generations = generations;
    }

    @Override
    public Map<Long, Supplier<Reply>> prepare(List<Delivery> deliveries) {
        if (deliveries.isEmpty()) {
            return Map.of();
        }
        Generation generation = generations.current();
        Map<Long, Supplier<Reply>> prepared = new HashMap<>();
        deliveries.forEach(delivery -> prepared.put(delivery.id(), () -> send(delivery, id(delivery, generation))));
        return prepared;
    }

    /** Returns the name under which a receiver knows a notice: the same id is that of another notice in another database. */
    private static String id(Delivery delivery, Generation generation) {
        return "msg_" + generation + "_" + delivery.id();
    }

    private Reply send(Delivery delivery, String id) {
        try {
            return receiver.send(render(delivery, id));
        } catch (RuntimeException defect) {
            log.error("notice {} cannot be sent", delivery.id(), defect);
            return new Reply(Outcome.FAILED, "it cannot be sent: " + defect, null, Reply.Fault.NONE);
        }
    }

    private RenderedNotice render(Delivery delivery, String id) {
        return delivery.kind() == Delivery.Kind.GIVEN_UP
                ? renderer.render(NoticeJson.receiverNotice(delivery.content()), delivery.createdAt(), id)
                : renderer.render(NoticeJson.notice(delivery.content()), id);
    }
}
