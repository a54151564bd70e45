package dev.ringback.forward.receiver.discord;

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
 * A message with one embed, which calls nobody. By Discord's documentation of embeds a title has at most 256 characters, a description 4096,
 * there are 25 fields with names of 256 and values of 1024, and 6000 characters in all.
 */
final class DiscordMessage {
    private static final int MAX_TITLE = 256;

    /** The parts of the description: they leave room for fields. */
    private static final int MAX_EXAMPLES = 2500;

    private static final int MAX_LINKS = 1000;
    private static final int MAX_LINE = 500;

    private static final int MAX_FIELDS = 25;
    private static final int MAX_FIELD_NAME = 256;
    private static final int MAX_FIELD_VALUE = 1024;
    private static final int MAX_TOTAL = 6000;
    private static final String MARKDOWN = "\\*_~`|>#-[]()<:@";

    private final RenderedNotice notice;

    DiscordMessage(RenderedNotice notice) {
        this.notice = notice;
    }

    String toJson() {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.putObject("allowed_mentions").putArray("parse");
        String title = escaped(notice.title(), MAX_TITLE);
        String description = description();
        ObjectNode embed = message.putArray("embeds")
                .addObject()
                .put("title", title)
                .put("description", description)
                .put("color", color())
                .put("timestamp", notice.at().toString());
        addFields(embed.putArray("fields"), MAX_TOTAL - title.length() - description.length());
        return message.toString();
    }

    private int color() {
        if (notice.isResolved()) {
            return 0x57f287;
        }
        return switch (notice.severity()) {
            case ERROR -> 0xed4245;
            case WARNING -> 0xfee75c;
            case INFO -> 0x5865f2;
        };
    }

    private String description() {
        BoundedText lines = new BoundedText(MAX_EXAMPLES);
        for (Example example : notice.examplesToLayOut()) {
            String line = "\u2022 " + escaped(example.text(), MAX_LINE);
            String links = links(example.links(), MAX_LINE, " ");
            if (!lines.add("\n", links.isEmpty() ? line : line + " " + links)) {
                break;
            }
        }
        BoundedText description = new BoundedText(MAX_EXAMPLES + MAX_LINKS + 2);
        boolean nothingElse = lines.isEmpty() && notice.factsToLayOut().isEmpty();
        description.add("", nothingElse ? escaped(notice.text(), MAX_EXAMPLES) : lines.toString());
        description.add("\n\n", links(notice.links(), MAX_LINKS, " \u00b7 "));
        return description.toString();
    }

    private static String links(List<Link> links, int most, String separator) {
        BoundedText text = new BoundedText(most);
        for (Link link : links) {
            String url = link.url().toASCIIString().replace("(", "%28").replace(")", "%29");
            text.add(separator, "[" + escaped(link.text(), MAX_LINE) + "](" + url + ")");
        }
        return text.toString();
    }

    private void addFields(ArrayNode fields, int room) {
        int left = room;
        for (Fact fact : notice.factsToLayOut()) {
            String name = escaped(fact.name(), Math.min(MAX_FIELD_NAME, left));
            String value = escaped(fact.value(), Math.min(MAX_FIELD_VALUE, left - name.length()));
            if (fields.size() == MAX_FIELDS || name.isBlank() || value.isBlank()) {
                break;
            }
            fields.addObject().put("name", name).put("value", value);
            left -= name.length() + value.length();
        }
    }

    private static String escaped(String text, int most) {
        return Truncation.toCharacters(text, most, piece -> MARKDOWN.contains(piece) ? "\\" + piece : piece);
    }
}
