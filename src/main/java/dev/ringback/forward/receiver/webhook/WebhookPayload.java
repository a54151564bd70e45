package dev.ringback.forward.receiver.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.notice.RenderedNotice.Link;
import java.util.List;
import java.util.TreeMap;

/** Makes a payload in the structure that the Standard Webhooks specification recommends. It holds all of a rendered notice, uncut. */
final class WebhookPayload {
    private WebhookPayload() {}

    static ObjectNode of(RenderedNotice notice) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("type", notice.isResolved() ? "alert.resolved" : "alert.firing");
        payload.put("timestamp", notice.at().toString());
        payload.set("data", data(notice));
        return payload;
    }

    private static ObjectNode data(RenderedNotice notice) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("id", notice.id());
        data.put("key", notice.key());
        data.put("state", notice.state().value());
        data.put("severity", notice.severity().value());
        data.put("title", notice.title());
        data.put("text", notice.text());
        ObjectNode labels = data.putObject("labels");
        new TreeMap<>(notice.labels()).forEach(labels::put);
        data.put("fresh", notice.fresh());
        data.put("total", notice.total());
        data.put("since", notice.since().toString());
        data.put("at", notice.at().toString());
        ArrayNode facts = data.putArray("facts");
        notice.facts()
                .forEach(fact -> facts.addObject().put("name", fact.name()).put("value", fact.value()));
        ArrayNode examples = data.putArray("examples");
        notice.examples()
                .forEach(example ->
                        examples.addObject().put("text", example.text()).set("links", links(example.links())));
        data.set("links", links(notice.links()));
        return data;
    }

    private static ArrayNode links(List<Link> all) {
        ArrayNode links = JsonNodeFactory.instance.arrayNode();
        all.forEach(link ->
                links.addObject().put("text", link.text()).put("url", link.url().toString()));
        return links;
    }
}
