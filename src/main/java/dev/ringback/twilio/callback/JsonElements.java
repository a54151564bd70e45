package dev.ringback.twilio.callback;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Cuts a JSON array into its elements, each with the very characters it came with. An object counts as an array of one. */
final class JsonElements {
    private JsonElements() {}

    static List<String> split(byte[] body) throws MalformedBodyException {
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
            return elements;
        } catch (IOException notJson) {
            throw new MalformedBodyException("not JSON");
        }
    }

    /** Whether the body, known to be JSON, is an array. */
    static boolean isArray(byte[] body) {
        for (byte b : body) {
            if (!Character.isWhitespace(b)) {
                return b == '[';
            }
        }
        return false;
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
