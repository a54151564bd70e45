package dev.ringback.forward.receiver.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.forward.notice.Briefing;
import dev.ringback.forward.notice.Briefing.Link;
import java.util.List;
import java.util.TreeMap;

/** A payload in the structure that the Standard Webhooks specification recommends, with all that a briefing says; nothing of it is cut. */
final class WebhookPayload {
    private WebhookPayload() {}

    static ObjectNode of(Briefing briefing) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("type", briefing.isResolved() ? "alert.resolved" : "alert.firing");
        payload.put("timestamp", briefing.at().toString());
        payload.set("data", data(briefing));
        return payload;
    }

    private static ObjectNode data(Briefing briefing) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("id", briefing.id());
        data.put("key", briefing.key());
        data.put("state", briefing.state().value());
        data.put("severity", briefing.severity().value());
        data.put("title", briefing.title());
        data.put("text", briefing.text());
        ObjectNode labels = data.putObject("labels");
        new TreeMap<>(briefing.labels()).forEach(labels::put);
        data.put("fresh", briefing.fresh());
        data.put("total", briefing.total());
        data.put("since", briefing.since().toString());
        data.put("at", briefing.at().toString());
        ArrayNode facts = data.putArray("facts");
        briefing.facts()
                .forEach(fact -> facts.addObject().put("name", fact.name()).put("value", fact.value()));
        ArrayNode examples = data.putArray("examples");
        briefing.examples()
                .forEach(example ->
                        examples.addObject().put("text", example.text()).set("links", links(example.links())));
        data.set("links", links(briefing.links()));
        return data;
    }

    private static ArrayNode links(List<Link> all) {
        ArrayNode links = JsonNodeFactory.instance.arrayNode();
        all.forEach(link ->
                links.addObject().put("text", link.text()).put("url", link.url().toString()));
        return links;
    }
}
