package dev.ringback.forward.receiver.opsgenie;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.notice.RenderedNotice.Fact;
import dev.ringback.forward.notice.RenderedNotice.Link;
import dev.ringback.forward.notice.RenderedNotice.Severity;
import dev.ringback.forward.receiver.Truncation;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The bodies of requests, within the limits that Opsgenie's documentation of alert fields sets. */
final class OpsgenieAlert {
    private static final int MAX_MESSAGE = 130;
    private static final int MAX_DESCRIPTION = 15_000;
    private static final int MAX_ENTITY = 512;
    private static final int MAX_TAG = 50;
    private static final int MOST_TAGS = 20;
    /** Longest details, names and values together. */
    private static final int MAX_DETAILS = 8000;

    private static final int MAX_DETAIL_NAME = 100;
    private static final int MAX_DETAIL = 1000;
    private static final String SOURCE = "Ringback";

    private OpsgenieAlert() {}

    static ObjectNode create(RenderedNotice notice) {
        ObjectNode alert = JsonNodeFactory.instance.objectNode();
        alert.put("message", Truncation.toCharacters(notice.title(), MAX_MESSAGE));
        alert.put("alias", notice.key());
        alert.put("description", Truncation.toCharacters(notice.text(), MAX_DESCRIPTION));
        alert.set("tags", tags(notice));
        alert.set("details", details(notice));
        String host = notice.labels().getOrDefault("host", "");
        if (!host.isBlank()) {
            alert.put("entity", Truncation.toCharacters(host, MAX_ENTITY));
        }
        alert.put("source", SOURCE);
        alert.put("priority", priority(notice.severity()));
        return alert;
    }

    static ObjectNode close(RenderedNotice notice) {
        ObjectNode close = JsonNodeFactory.instance.objectNode();
        close.put("source", SOURCE);
        close.put("note", Truncation.toCharacters(notice.title(), RenderedNotice.MAX_TITLE));
        return close;
    }

    private static String priority(Severity severity) {
        return switch (severity) {
            case ERROR -> "P2";
            case WARNING -> "P3";
            case INFO -> "P5";
        };
    }

    private static ArrayNode tags(RenderedNotice notice) {
        ArrayNode tags = JsonNodeFactory.instance.arrayNode();
        new TreeMap<>(notice.labels())
                .entrySet().stream()
                        .filter(label -> !label.getValue().isBlank())
                        .limit(MOST_TAGS)
                        .forEach(label ->
                                tags.add(Truncation.toCharacters(label.getKey() + ":" + label.getValue(), MAX_TAG)));
        return tags;
    }

    /** The facts and, since the description is shown as plain text, the links; as many as fit. */
    private static ObjectNode details(RenderedNotice notice) {
        List<Fact> all = new ArrayList<>(notice.facts());
        notice.links().stream()
                .filter(OpsgenieAlert::fits)
                .forEach(link -> all.add(new Fact(link.text(), link.url().toString())));
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        int left = MAX_DETAILS;
        for (Fact fact : all) {
            String name = Truncation.toCharacters(fact.name(), MAX_DETAIL_NAME);
            String value = Truncation.toCharacters(fact.value(), MAX_DETAIL);
            left -= name.length() + value.length();
            if (left < 0) {
                break;
            }
            details.put(name, value);
        }
        return details;
    }

    /** Half a URL leads nowhere. */
    private static boolean fits(Link link) {
        return link.url().toString().length() <= MAX_DETAIL;
    }
}
