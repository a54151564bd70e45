package dev.ringback.forward.receiver.opsgenie;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.forward.notice.Briefing;
import dev.ringback.forward.notice.Briefing.Fact;
import dev.ringback.forward.notice.Briefing.Link;
import dev.ringback.forward.notice.Briefing.Severity;
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
    /** Of all details together, names and values. */
    private static final int MAX_DETAILS = 8000;

    private static final int MAX_DETAIL_NAME = 100;
    private static final int MAX_DETAIL = 1000;
    private static final String SOURCE = "Ringback";

    private OpsgenieAlert() {}

    static ObjectNode create(Briefing briefing) {
        ObjectNode alert = JsonNodeFactory.instance.objectNode();
        alert.put("message", Truncation.toCharacters(briefing.title(), MAX_MESSAGE));
        alert.put("alias", briefing.key());
        alert.put("description", Truncation.toCharacters(briefing.text(), MAX_DESCRIPTION));
        alert.set("tags", tags(briefing));
        alert.set("details", details(briefing));
        String host = briefing.labels().getOrDefault("host", "");
        if (!host.isBlank()) {
            alert.put("entity", Truncation.toCharacters(host, MAX_ENTITY));
        }
        alert.put("source", SOURCE);
        alert.put("priority", priority(briefing.severity()));
        return alert;
    }

    static ObjectNode close(Briefing briefing) {
        ObjectNode close = JsonNodeFactory.instance.objectNode();
        close.put("source", SOURCE);
        close.put("note", Truncation.toCharacters(briefing.title(), Briefing.MAX_TITLE));
        return close;
    }

    private static String priority(Severity severity) {
        return switch (severity) {
            case ERROR -> "P2";
            case WARNING -> "P3";
            case INFO -> "P5";
        };
    }

    private static ArrayNode tags(Briefing briefing) {
        ArrayNode tags = JsonNodeFactory.instance.arrayNode();
        new TreeMap<>(briefing.labels())
                .entrySet().stream()
                        .filter(label -> !label.getValue().isBlank())
                        .limit(MOST_TAGS)
                        .forEach(label ->
                                tags.add(Truncation.toCharacters(label.getKey() + ":" + label.getValue(), MAX_TAG)));
        return tags;
    }

    /** The facts and, since the description is shown as plain text, the links; as many as fit. */
    private static ObjectNode details(Briefing briefing) {
        List<Fact> all = new ArrayList<>(briefing.facts());
        briefing.links().stream()
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
