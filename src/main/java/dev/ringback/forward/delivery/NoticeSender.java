package dev.ringback.forward.delivery;

import dev.ringback.forward.notice.NoticeJson;
import dev.ringback.forward.notice.NoticeRenderer;
import dev.ringback.forward.notice.RenderedNotice;
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

/** Renders notices and sends them to a receiver. */
final class NoticeSender implements DeliverySender {
    private static final Logger log = LoggerFactory.getLogger(NoticeSender.class);

    private final Receiver receiver;
    private final NoticeRenderer renderer;

    NoticeSender(Receiver receiver, NoticeRenderer renderer) {
        this.receiver = receiver;
        this.renderer = renderer;
    }

    @Override
    public Map<Long, Supplier<Reply>> prepare(List<Delivery> deliveries) {
        Map<Long, Supplier<Reply>> prepared = new HashMap<>();
        deliveries.forEach(delivery -> prepared.put(delivery.id(), () -> send(delivery)));
        return prepared;
    }

    private Reply send(Delivery delivery) {
        try {
            return receiver.send(render(delivery));
        } catch (RuntimeException defect) {
            log.error("notice {} cannot be sent", delivery.id(), defect);
            return new Reply(Outcome.FAILED, "it cannot be sent: " + defect, null, Reply.Fault.NONE);
        }
    }

    private RenderedNotice render(Delivery delivery) {
        return delivery.kind() == Delivery.Kind.GIVEN_UP
                ? renderer.render(NoticeJson.receiverNotice(delivery.content()), delivery.createdAt(), delivery.id())
                : renderer.render(NoticeJson.notice(delivery.content()), delivery.id());
    }
}
