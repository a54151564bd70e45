package dev.ringback.forward.receiver.teams;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.notice.RenderedNotice.Example;
import dev.ringback.forward.notice.RenderedNotice.Fact;
import dev.ringback.forward.notice.RenderedNotice.Link;
import dev.ringback.forward.receiver.Truncation;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A message with an Adaptive Card 1.4. All text stands in text runs, in which Markdown means nothing by the schema of Adaptive Cards.
 *
 * <p>Microsoft documents a limit of about 28 KB for a message and does not say what of; there are reports of less, so that a message stays
 * well below: texts are cut, and links with long URLs left out, until it does.
 */
final class TeamsMessage {
    static final int MAX_BYTES = 20_000;

    private static final int MAX_FACTS = 20;
    private static final int MAX_EXAMPLES = 10;

    /** Number of actions that are shown; further ones would be hidden behind a menu. */
    private static final int MAX_ACTIONS = 6;

    private static final int MAX_TEXT = 2000;

    private final RenderedNotice notice;

    TeamsMessage(RenderedNotice notice) {
        this.notice = notice;
    }

    String toJson() {
        int most = MAX_TEXT;
        String json = toJson(most);
        while (json.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES && most > 1) {
            most /= 2;
            json = toJson(most);
        }
        return json;
    }

    private String toJson(int most) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", "message");
        ObjectNode attachment = message.putArray("attachments").addObject();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
        attachment.set("content", card(most));
        return message.toString();
    }

    private ObjectNode card(int most) {
        ObjectNode card = JsonNodeFactory.instance
                .objectNode()
                .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", "1.4");
        card.putObject("msteams").put("width", "Full");
        ArrayNode body = card.putArray("body");
        line(body)
                .add(run(notice.title(), most)
                        .put("size", "Large")
                        .put("weight", "Bolder")
                        .put("color", color()));
        for (Fact fact : notice.factsToLayOut().stream().limit(MAX_FACTS).toList()) {
            ArrayNode line = line(body);
            line.add(run(fact.name(), most).put("weight", "Bolder"));
            line.add(run(": ", 2));
            line.add(run(fact.value(), most));
        }
        for (Example example :
                notice.examplesToLayOut().stream().limit(MAX_EXAMPLES).toList()) {
            ArrayNode line = line(body);
            line.add(run("\u2022 ", 2));
            line.add(run(example.text(), most));
            for (Link link : within(most, example.links())) {
                line.add(run(" ", 1));
                line.add(run(link.text(), most).set("selectAction", open(link)));
            }
        }
        if (notice.factsToLayOut().isEmpty() && notice.examplesToLayOut().isEmpty()) {
            line(body).add(run(notice.text(), most));
        }
        ArrayNode actions = card.putArray("actions");
        for (Link link : within(most, notice.links())) {
            actions.add(open(link).put("title", Truncation.toCharacters(link.text(), most)));
        }
        return card;
    }

    private String color() {
        if (notice.isResolved()) {
            return "Good";
        }
        return switch (notice.severity()) {
            case ERROR -> "Attention";
            case WARNING -> "Warning";
            case INFO -> "Accent";
        };
    }

    private static ArrayNode line(ArrayNode body) {
        return body.addObject().put("type", "RichTextBlock").putArray("inlines");
    }

    private static ObjectNode run(String text, int most) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "TextRun")
                .put("text", Truncation.toCharacters(text, most));
    }

    private static ObjectNode open(Link link) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "Action.OpenUrl")
                .put("url", link.url().toASCIIString());
    }

    private static List<Link> within(int most, List<Link> links) {
        return links.stream()
                .filter(link -> link.url().toASCIIString().length() <= most)
                .limit(MAX_ACTIONS)
                .toList();
    }
}
