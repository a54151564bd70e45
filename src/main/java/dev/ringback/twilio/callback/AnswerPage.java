package dev.ringback.twilio.callback;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds a page of a list as Twilio's REST API answers it, in the shape of the 2010 API or in that of Monitor.
 *
 * @param rows the JSON of each resource, character by character as it came
 * @param next where the next page is, as Twilio says it: a path with its query, or a whole URL; null on the last page. Whoever follows it checks that
 *     it leads to Twilio
 * @param links all whole URLs of pages that it names, in the shape of Monitor
 */
public record AnswerPage(List<String> rows, @Nullable String next, List<String> links) {
    private static final List<String> LINKS = List.of("first_page_url", "previous_page_url", "url", "next_page_url");

    public AnswerPage {
        rows = List.copyOf(rows);
        links = List.copyOf(links);
    }

    /**
     * Reads a page.
     *
     * @throws UnexpectedAnswerException when it is no JSON, or no page of a list of that kind
     */
    public static AnswerPage read(ResourceKind kind, String json) throws UnexpectedAnswerException {
        return read(kind.listKey(), json);
    }

    /**
     * Reads a page of whatever list.
     *
     * @param listKey under which it has its rows
     * @throws UnexpectedAnswerException when it is no JSON, or no page of that list
     */
    public static AnswerPage read(String listKey, String json) throws UnexpectedAnswerException {
        JsonNode page = Json.parse(json);
        JsonNode rows = page == null ? null : page.get(listKey);
        if (page == null || rows == null || !rows.isArray()) {
            throw new UnexpectedAnswerException("the answer is no page of the list " + listKey);
        }
        String next = Json.text(page, "next_page_uri");
        if (next == null) {
            next = Json.text(page.get("meta"), "next_page_url");
        }
        return new AnswerPage(
                rows(listKey, json), next == null || next.isEmpty() ? null : next, links(page.get("meta")));
    }

    private static List<String> links(@Nullable JsonNode meta) {
        return LINKS.stream()
                .flatMap(name -> Stream.ofNullable(Json.text(meta, name)))
                .toList();
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
