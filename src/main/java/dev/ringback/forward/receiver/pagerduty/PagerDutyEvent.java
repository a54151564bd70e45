package dev.ringback.forward.receiver.pagerduty;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.forward.notice.Briefing;
import dev.ringback.forward.receiver.Truncation;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An event of the Events API v2. Its documentation allows a summary of 1024 characters and 512 KB for all together. The latter is kept by
 * limits of our own to each part: even if each character took the six bytes of an escaped one, the sum would be less.
 */
final class PagerDutyEvent {
    private static final int MAX_SUMMARY = 1024;
    private static final int MAX_NAME = 100;
    private static final int MAX_VALUE = 500;
    private static final int MAX_TEXT = 20_000;
    private static final int MAX_URL = 2048;
    private static final int MOST = 20;

    private PagerDutyEvent() {}

    static ObjectNode of(Briefing briefing, String routingKey) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("routing_key", routingKey);
        event.put("event_action", briefing.isResolved() ? "resolve" : "trigger");
        event.put("dedup_key", briefing.key());
        if (!briefing.isResolved()) {
            event.set("payload", payload(briefing));
            event.set("links", links(briefing));
            event.put("client", "Ringback");
        }
        return event;
    }

    private static ObjectNode payload(Briefing briefing) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("summary", Truncation.toCharacters(briefing.title(), MAX_SUMMARY));
        payload.put("source", first(briefing, "host", "account").orElse("Twilio"));
        payload.put("severity", briefing.severity().value());
        payload.put("timestamp", briefing.at().toString());
        first(briefing, "service_sid", "resource").ifPresent(value -> payload.put("component", value));
        first(briefing, "rule").ifPresent(value -> payload.put("group", value));
        first(briefing, "error_code", "kind").ifPresent(value -> payload.put("class", value));
        payload.set("custom_details", details(briefing));
        return payload;
    }

    /** What is not empty of labels, the first that there is. */
    private static Optional<String> first(Briefing briefing, String... labels) {
        return Stream.of(labels)
                .map(label -> briefing.labels().getOrDefault(label, ""))
                .filter(value -> !value.isBlank())
                .findFirst()
                .map(value -> Truncation.toCharacters(value, MAX_VALUE));
    }

    private static ObjectNode details(Briefing briefing) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        limited(briefing.facts())
                .forEach(fact -> details.put(
                        Truncation.toCharacters(fact.name(), MAX_NAME),
                        Truncation.toCharacters(fact.value(), MAX_VALUE)));
        ObjectNode labels = details.putObject("labels");
        limited(List.copyOf(new TreeMap<>(briefing.labels()).entrySet()))
                .forEach(label -> labels.put(
                        Truncation.toCharacters(label.getKey(), MAX_NAME),
                        Truncation.toCharacters(label.getValue(), MAX_VALUE)));
        details.put("new", briefing.fresh());
        details.put("total", briefing.total());
        details.put("since", briefing.since().toString());
        ArrayNode examples = details.putArray("examples");
        limited(briefing.examples())
                .forEach(example -> examples.add(Truncation.toCharacters(example.text(), MAX_VALUE)));
        details.put("text", Truncation.toCharacters(briefing.text(), MAX_TEXT));
        return details;
    }

    /** Half a URL leads nowhere, so those that are too long are left out. */
    private static ArrayNode links(Briefing briefing) {
        ArrayNode links = JsonNodeFactory.instance.arrayNode();
        briefing.links().stream()
                .filter(link -> link.url().toString().length() <= MAX_URL)
                .limit(MOST)
                .forEach(link -> links.addObject()
                        .put("href", link.url().toString())
                        .put("text", Truncation.toCharacters(link.text(), MAX_NAME)));
        return links;
    }

    private static <T> Stream<T> limited(List<T> all) {
        return all.stream().limit(MOST);
    }
}
