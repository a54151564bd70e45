package dev.ringback.twilio.callback;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The elements of a JSON array, each with the very characters it came with.
 *
 * @param isArray false for a single object, which is then the only element
 */
record JsonElements(List<String> elements, boolean isArray) {

    static JsonElements split(byte[] body) throws MalformedBodyException {
        List<String> elements = new ArrayList<>();
        try (JsonParser parser = Json.MAPPER.createParser(body)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                elements.add(element(parser, body));
            } else if (first == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(element(parser, body));
                }
            } else {
                throw new MalformedBodyException("neither an array nor an object");
            }
            if (parser.nextToken() != null) {
                throw new MalformedBodyException("more than one JSON value");
            }
            return new JsonElements(elements, first == JsonToken.START_ARRAY);
        } catch (IOException notJson) {
            throw new MalformedBodyException("not JSON");
        }
    }

    private static String element(JsonParser parser, byte[] body) throws IOException, MalformedBodyException {
        if (parser.currentToken() == null) {
            throw new MalformedBodyException("not JSON: it ends too early");
        }
        int start = (int) parser.currentTokenLocation().getByteOffset();
        if (parser.currentToken().isStructStart()) {
            parser.skipChildren();
        } else {
            parser.finishToken();
        }
        int end = (int) parser.currentLocation().getByteOffset();
        return new String(body, start, end - start, StandardCharsets.UTF_8);
    }
}
