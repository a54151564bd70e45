package dev.ringback.twilio.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;

/** Writes an object that is kept as JSON text in whatever format an answer has. */
final class JsonText {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonText() {}

    /** Writes the members of an object; one that is structured itself as JSON in a text. Nothing where it is no object. */
    static void write(String json, FieldWriter writer) throws IOException {
        for (Map.Entry<String, JsonNode> member : MAPPER.readTree(json).properties()) {
            JsonNode value = member.getValue();
            if (value.isNull()) {
                writer.text(member.getKey(), null);
            } else {
                writer.text(member.getKey(), value.isContainerNode() ? value.toString() : value.asText());
            }
        }
    }
}
