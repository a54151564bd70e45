package dev.ringback.forward.receiver.ntfy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.notice.RenderedNotice.Link;
import dev.ringback.forward.receiver.Truncation;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A message for ntfy: the text has at most 4096 bytes, else it would become an attachment, and there are at most three buttons, by ntfy's
 * documentation of publishing; the JSON has at most twice as many bytes as the text may, by ntfy's server.
 */
final class NtfyMessage {
    private static final int MAX_TEXT_BYTES = 4096;
    private static final int MAX_JSON_BYTES = 2 * MAX_TEXT_BYTES;
    private static final int MAX_ACTIONS = 3;
    private static final int MAX_LABEL = 40;

    /** Longest URL; four of them still leave room for a text. */
    private static final int MAX_URL = 1000;

    private final String topic;
    private final RenderedNotice notice;

    NtfyMessage(String topic, RenderedNotice notice) {
        this.topic = topic;
        this.notice = notice;
    }

    String toJson() {
        int most = MAX_TEXT_BYTES;
        String json = toJson(most);
        while (json.getBytes(StandardCharsets.UTF_8).length > MAX_JSON_BYTES && most > 1) {
            most /= 2;
            json = toJson(most);
        }
        return json;
    }

    private String toJson(int most) {
        ObjectNode message = JsonNodeFactory.instance
                .objectNode()
                .put("topic", topic)
                .put("title", Truncation.toBytes(notice.title(), 4 * RenderedNotice.MAX_TITLE))
                .put("message", Truncation.toBytes(notice.text(), most))
                .put("priority", priority());
        message.putArray("tags").add(tag());
        List<Link> links = notice.links().stream()
                .filter(link -> link.url().toASCIIString().length() <= MAX_URL)
                .limit(MAX_ACTIONS)
                .toList();
        links.stream()
                .findFirst()
                .ifPresent(link -> message.put("click", link.url().toASCIIString()));
        ArrayNode actions = message.putArray("actions");
        for (Link link : links) {
            actions.addObject()
                    .put("action", "view")
                    .put("label", Truncation.toCharacters(link.text(), MAX_LABEL))
                    .put("url", link.url().toASCIIString());
        }
        return message.toString();
    }

    /** Returns the priority from 1 to 5; 3 is the default, and phones ring longer from 4 on. */
    private int priority() {
        if (notice.isResolved()) {
            return 3;
        }
        return switch (notice.severity()) {
            case ERROR -> 4;
            case WARNING -> 3;
            case INFO -> 2;
        };
    }

    /** Shown as an emoji. */
    private String tag() {
        if (notice.isResolved()) {
            return "white_check_mark";
        }
        return switch (notice.severity()) {
            case ERROR -> "rotating_light";
            case WARNING -> "warning";
            case INFO -> "information_source";
        };
    }
}
