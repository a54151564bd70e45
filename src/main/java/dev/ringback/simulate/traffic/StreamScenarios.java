package dev.ringback.simulate.traffic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.model.EventKind;
import dev.ringback.twilio.TwilioDates;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Messages that an Event Streams sink tells of: the one push source that knows the body and the number of segments. */
final class StreamScenarios {
    private static final String BODY = "Your order has left the warehouse. It's due on Friday 🚚";

    private final String accountSid;
    private final Clock clock;

    StreamScenarios(TrafficOptions options, Clock clock) {
        this.accountSid = options.accountSid();
        this.clock = clock;
    }

    Variants addTo(Variants variants) {
        return variants.add(5, this::besideStatusCallbacks).add(3, this::alone);
    }

    private Scenario besideStatusCallbacks(SeededRandom random) {
        OutboundMessage sms = OutboundMessage.sms(accountSid, random);
        Instant delivered = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new ScenarioBuilder(sms.sid(), "order=" + random.between(1000, 9999), random)
                .post(EventKind.MESSAGE_STATUS, sms.status("sent"))
                .post(EventKind.MESSAGE_STATUS, sms.receipt("delivered", delivered))
                .postToSink(batch(sms, delivered, random))
                .sample(Sample.DELIVERED_MESSAGE, sms.sid())
                .build();
    }

    private Scenario alone(SeededRandom random) {
        OutboundMessage sms = OutboundMessage.throughMessagingService(accountSid, random);
        Instant delivered = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new ScenarioBuilder(sms.sid(), "", random)
                .postToSink(batch(sms, delivered, random))
                .build();
    }

    /** Both events in one request, the later first: a sink promises no order. */
    private static String batch(OutboundMessage sms, Instant delivered, SeededRandom random) {
        ArrayNode events = JsonNodeFactory.instance.arrayNode();
        ObjectNode last = cloudEvent(sms, "delivered", delivered, random);
        ((ObjectNode) last.get("data")).put("rawDlrDoneDate", TwilioDates.iso8601(delivered));
        events.add(last);
        events.add(cloudEvent(sms, "sent", delivered.minusSeconds(random.between(1, 20)), random));
        return events.toString();
    }

    private static ObjectNode cloudEvent(OutboundMessage sms, String status, Instant at, SeededRandom random) {
        String type = "com.twilio.messaging.message." + status;
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("specversion", "1.0")
                .put("type", type)
                .put("source", "/2010-04-01/Accounts/" + sms.accountSid() + "/Messages/" + sms.sid() + ".json")
                .put("id", random.sid("EZ"))
                .put("dataschema", "https://events-schemas.twilio.com/Messaging.MessageStatus/8")
                .put("datacontenttype", "application/json")
                .put("time", TwilioDates.iso8601(at));
        event.set("data", data(sms, type, status, at));
        return event;
    }

    /** Camel case, and the status in capitals, unlike anywhere else. */
    private static ObjectNode data(OutboundMessage sms, String type, String status, Instant at) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("messageSid", sms.sid())
                .put("timestamp", TwilioDates.iso8601(at))
                .put("accountSid", sms.accountSid())
                .put("eventName", type)
                .put("apiVersion", "2010-04-01")
                .put("from", sms.from())
                .put("to", sms.to())
                .put("messageStatus", status.toUpperCase(Locale.ROOT))
                .put("body", BODY)
                .put("numberOfSegments", 1);
        if (sms.messagingServiceSid() != null) {
            data.put("messagingServiceSid", sms.messagingServiceSid());
        }
        return data;
    }
}
