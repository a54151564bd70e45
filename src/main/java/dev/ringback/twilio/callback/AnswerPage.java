package dev.ringback.twilio.callback;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds a page of a list as Twilio's REST API answers it, in the shape of the 2010 API or in that of Monitor.
 *
 * @param rows the JSON of each resource, character by character as it came
 * @param next where the next page is, as Twilio says it: a path with its query, or a whole URL; null on the last page. Whoever follows it checks that
 *     it leads to Twilio
 */
public record AnswerPage(List<String> rows, @Nullable String next) {
    public AnswerPage {
        rows = List.copyOf(rows);
    }

    /**
     * Reads a page.
     *
     * @throws UnexpectedAnswerException when it is no JSON, or no page of a list of that kind
     */
    public static AnswerPage read(ResourceKind kind, String json) throws UnexpectedAnswerException {
        JsonNode page = Json.parse(json);
        JsonNode rows = page == null ? null : page.get(kind.listKey());
        if (page == null || rows == null || !rows.isArray()) {
            throw new UnexpectedAnswerException("the answer is no page of the list " + kind.listKey());
        }
        String next = Json.text(page, "next_page_uri");
        if (next == null) {
            next = Json.text(page.get("meta"), "next_page_url");
        }
        return new AnswerPage(rows(kind.listKey(), json), next == null || next.isEmpty() ? null : next);
    }

    private static List<String> rows(String listKey, String json) throws UnexpectedAnswerException {
        List<String> rows = new ArrayList<>();
        try (JsonParser parser = Json.MAPPER.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(listKey);
                JsonToken value = parser.nextToken();
                if (!wanted || value != JsonToken.START_ARRAY) {
                    parser.skipChildren();
                    continue;
                }
                rows.clear(); // of a name that comes twice the last counts
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    rows.add(JsonElements.element(parser, json));
                }
            }
            return rows;
        } catch (IOException | MalformedBodyException notJson) {
            throw new UnexpectedAnswerException("the answer is no JSON object");
        }
    }
}
