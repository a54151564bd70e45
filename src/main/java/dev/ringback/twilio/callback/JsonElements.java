package dev.ringback.twilio.callback;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a JSON body into its elements, each with the very characters it came with.
 *
 * @param elements of an array; of a body that is an object all of it, white space around the object included, so that it can be sent on as it
 *     came
 * @param isArray false for a single object, which is then the only element
 */
record JsonElements(List<String> elements, boolean isArray) {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Reads UTF-8, as JSON has to be between two parties; what is none becomes U+FFFD. */
    static JsonElements split(byte[] body) throws MalformedBodyException {
        String text = new String(body, StandardCharsets.UTF_8);
        return split(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    }

    private static JsonElements split(String json) throws MalformedBodyException {
        List<String> elements = new ArrayList<>();
        try (JsonParser parser = Json.MAPPER.createParser(json)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                parser.skipChildren();
            } else if (first == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(element(parser, json));
                }
            } else {
                throw new MalformedBodyException("neither an array nor an object");
            }
            if (parser.nextToken() != null) {
                throw new MalformedBodyException("more than one JSON value");
            }
            return first == JsonToken.START_ARRAY
                    ? new JsonElements(elements, true)
                    : new JsonElements(List.of(json), false);
        } catch (IOException notJson) {
            throw new MalformedBodyException("not JSON");
        }
    }

    /** The characters of the value that a parser of this text has come to. */
    static String element(JsonParser parser, String json) throws IOException, MalformedBodyException {
        if (parser.currentToken() == null) {
            throw new MalformedBodyException("not JSON: it ends too early");
        }
        int start = (int) parser.currentTokenLocation().getCharOffset();
        if (parser.currentToken().isStructStart()) {
            parser.skipChildren();
        } else {
            parser.finishToken();
        }
        int end = (int) parser.currentLocation().getCharOffset();
        return json.substring(start, end);
    }
}
