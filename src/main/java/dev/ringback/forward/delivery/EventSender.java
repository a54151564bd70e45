package dev.ringback.forward.delivery;

import dev.ringback.forward.event.EventRequests;
import dev.ringback.forward.event.EventTarget;
import dev.ringback.forward.receiver.HttpReplies;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.model.Delivery;
import dev.ringback.model.DeliveryAttempt.Outcome;
import dev.ringback.model.LoggedEvent;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.storage.EventLog;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends events to a target. */
final class EventSender implements DeliverySender {
    private static final Logger log = LoggerFactory.getLogger(EventSender.class);

    private final EventTarget target;
    private final EventRequests requests;
    private final OutboundHttp http;
    private final EventDeliveries events;

    EventSender(EventTarget target, EventRequests requests, OutboundHttp http, EventLog events) {
        this.target = target;
        this.requests = requests;
        this.http = http;
        this.events = new EventDeliveries(events);
    }

    @Override
    public Map<Long, Supplier<Reply>> prepare(List<Delivery> deliveries) {
        return events.prepare(
                deliveries,
                (delivery, event) ->
                        delivery.kind() == Delivery.Kind.SYSTEM_EVENT ? send(delivery) : send(delivery, event));
    }

    private Reply send(Delivery delivery) {
        try {
            return HttpReplies.send(http, requests.request(target, delivery.content()));
        } catch (RuntimeException defect) {
            return broken("delivery " + delivery.id(), defect);
        }
    }

    private Reply send(Delivery delivery, @Nullable LoggedEvent event) {
        if (event == null) {
            return Reply.unsendable("the event is no longer in the log");
        }
        try {
            return requests.request(target, event)
                    .map(request -> HttpReplies.send(http, request))
                    .orElseGet(() -> Reply.unsendable(
                            "account " + event.event().accountSid() + " is not in the settings any more"));
        } catch (RuntimeException defect) {
            return broken("event " + delivery.eventId(), defect);
        }
    }

    private static Reply broken(String what, RuntimeException defect) {
        log.error("{} cannot be sent", what, defect);
        return new Reply(Outcome.FAILED, "it cannot be sent: " + defect, null, Reply.Fault.NONE);
    }
}
