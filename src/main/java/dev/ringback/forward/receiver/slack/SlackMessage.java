package dev.ringback.forward.receiver.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.notice.RenderedNotice.Example;
import dev.ringback.forward.notice.RenderedNotice.Fact;
import dev.ringback.forward.notice.RenderedNotice.Link;
import dev.ringback.forward.receiver.BoundedText;
import dev.ringback.forward.receiver.Truncation;
import java.util.List;

/**
 * A message of Block Kit, within the limits of Slack's reference of blocks: a header has at most 150 characters, a section a text of 3000 or
 * ten fields of 2000, a message 50 blocks. The text beside the blocks is what notifications show, best at most 4000 characters. The blocks
 * below the header stand in an attachment, as nothing else has a colour.
 *
 * <p>Links are no buttons: for those Slack wants an answer of the app even when they have a URL, and nobody answers for a webhook.
 */
final class SlackMessage {
    private static final int MAX_FALLBACK = 4000;
    private static final int MAX_HEADER = 150;
    private static final int MAX_SECTION = 3000;
    private static final int MAX_FIELDS = 10;
    private static final int MAX_FIELD_NAME = 400;
    private static final int MAX_FIELD_VALUE = 1500;
    private static final int MAX_FACTS = 2 * MAX_FIELDS;
    private static final int MAX_LINE = 500;
    private static final int MAX_LABEL = 75;

    private final RenderedNotice notice;

    SlackMessage(RenderedNotice notice) {
        this.notice = notice;
    }

    String toJson() {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("text", escaped(notice.title() + "\n" + notice.text(), MAX_FALLBACK));
        message.putArray("blocks")
                .addObject()
                .put("type", "header")
                .putObject("text")
                .put("type", "plain_text")
                .put("text", escaped(notice.title(), MAX_HEADER));
        ObjectNode attachment = message.putArray("attachments").addObject().put("color", color());
        ArrayNode blocks = attachment.putArray("blocks");
        addFacts(blocks);
        addText(blocks, examples());
        if (blocks.isEmpty()) {
            addText(blocks, escaped(notice.text(), MAX_SECTION));
        }
        addText(blocks, links(notice.links(), MAX_SECTION, "  |  "));
        return message.toString();
    }

    private String color() {
        if (notice.isResolved()) {
            return "good";
        }
        return switch (notice.severity()) {
            case ERROR -> "danger";
            case WARNING -> "warning";
            case INFO -> "#439fe0";
        };
    }

    private void addFacts(ArrayNode blocks) {
        List<Fact> facts = notice.factsToLayOut().stream().limit(MAX_FACTS).toList();
        for (int from = 0; from < facts.size(); from += MAX_FIELDS) {
            ArrayNode fields = blocks.addObject().put("type", "section").putArray("fields");
            for (Fact fact : facts.subList(from, Math.min(from + MAX_FIELDS, facts.size()))) {
                fields.add(mrkdwn(
                        "*" + escaped(fact.name(), MAX_FIELD_NAME) + "*\n" + escaped(fact.value(), MAX_FIELD_VALUE)));
            }
        }
    }

    private String examples() {
        BoundedText text = new BoundedText(MAX_SECTION);
        for (Example example : notice.examplesToLayOut()) {
            String line = "\u2022 " + escaped(example.text(), MAX_LINE);
            String links = links(example.links(), MAX_LINE, " ");
            if (!text.add("\n", links.isEmpty() ? line : line + " " + links)) {
                break;
            }
        }
        return text.toString();
    }

    private static String links(List<Link> links, int most, String separator) {
        BoundedText text = new BoundedText(most);
        for (Link link : links) {
            text.add(
                    separator,
                    "<" + SlackMessage.escape(link.url().toASCIIString()) + "|" + escaped(link.text(), MAX_LABEL)
                            + ">");
        }
        return text.toString();
    }

    private static void addText(ArrayNode blocks, String text) {
        if (!text.isEmpty()) {
            blocks.addObject().put("type", "section").set("text", mrkdwn(text));
        }
    }

    /** Verbatim: what looks like a name or a channel in it calls nobody. */
    private static ObjectNode mrkdwn(String text) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "mrkdwn")
                .put("text", text)
                .put("verbatim", true);
    }

    private static String escaped(String text, int most) {
        return Truncation.toCharacters(text, most, SlackMessage::escape);
    }

    /** These three and no others, by Slack's documentation of formatting; for what makes text bold it knows no escape. */
    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
