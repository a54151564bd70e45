package dev.ringback.forward.receiver.pagerduty;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.forward.notice.RenderedNotice;
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

    static ObjectNode of(RenderedNotice notice, String routingKey) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("routing_key", routingKey);
        event.put("event_action", notice.isResolved() ? "resolve" : "trigger");
        event.put("dedup_key", notice.key());
        if (!notice.isResolved()) {
            event.set("payload", payload(notice));
            event.set("links", links(notice));
            event.put("client", "Ringback");
        }
        return event;
    }

    private static ObjectNode payload(RenderedNotice notice) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("summary", Truncation.toCharacters(notice.title(), MAX_SUMMARY));
        payload.put("source", first(notice, "host", "account").orElse("Twilio"));
        payload.put("severity", notice.severity().value());
        payload.put("timestamp", notice.at().toString());
        first(notice, "service_sid", "resource").ifPresent(value -> payload.put("component", value));
        first(notice, "rule").ifPresent(value -> payload.put("group", value));
        first(notice, "error_code", "kind").ifPresent(value -> payload.put("class", value));
        payload.set("custom_details", details(notice));
        return payload;
    }

    /** Returns the first of these labels that is not empty. */
    private static Optional<String> first(RenderedNotice notice, String... labels) {
        return Stream.of(labels)
                .map(label -> notice.labels().getOrDefault(label, ""))
                .filter(value -> !value.isBlank())
                .findFirst()
                .map(value -> Truncation.toCharacters(value, MAX_VALUE));
    }

    private static ObjectNode details(RenderedNotice notice) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        limited(notice.facts())
                .forEach(fact -> details.put(
                        Truncation.toCharacters(fact.name(), MAX_NAME),
                        Truncation.toCharacters(fact.value(), MAX_VALUE)));
        ObjectNode labels = details.putObject("labels");
        limited(List.copyOf(new TreeMap<>(notice.labels()).entrySet()))
                .forEach(label -> labels.put(
                        Truncation.toCharacters(label.getKey(), MAX_NAME),
                        Truncation.toCharacters(label.getValue(), MAX_VALUE)));
        details.put("new", notice.fresh());
        details.put("total", notice.total());
        details.put("since", notice.since().toString());
        ArrayNode examples = details.putArray("examples");
        limited(notice.examples()).forEach(example -> examples.add(Truncation.toCharacters(example.text(), MAX_VALUE)));
        details.put("text", Truncation.toCharacters(notice.text(), MAX_TEXT));
        return details;
    }

    /** Half a URL leads nowhere, so those that are too long are left out. */
    private static ArrayNode links(RenderedNotice notice) {
        ArrayNode links = JsonNodeFactory.instance.arrayNode();
        notice.links().stream()
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
