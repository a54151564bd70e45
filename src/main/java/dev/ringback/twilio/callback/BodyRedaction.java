package dev.ringback.twilio.callback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ringback.model.Event;
import dev.ringback.model.PayloadFormat;
import dev.ringback.twilio.FormBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes the body of a message out of stored requests: out of forms, of CloudEvents also where JSON is written into a string, and of answers. An empty
 * body stays, which is how Twilio says that it was redacted. All else stays as it came, but for the spelling of JSON. Stateless.
 */
public final class BodyRedaction {
    private static final String BODY = "body";

    private BodyRedaction() {}

    /** Returns the event without the body; the same event where it has none. */
    public static Event withoutBody(Event event) {
        int query = event.target().indexOf('?');
        String target = query < 0
                ? event.target()
                : event.target().substring(0, query + 1) + form(event.target().substring(query + 1));
        String payload = event.format() == PayloadFormat.FORM ? form(event.payload()) : json(event.payload());
        return target.equals(event.target()) && payload.equals(event.payload())
                ? event
                : event.withRequest(target, payload);
    }

    private static String form(String encoded) {
        return Stream.of(encoded.split("&", -1))
                .filter(field -> FormBody.parse(field).parameters().stream()
                        .noneMatch(parameter ->
                                isBody(parameter.name()) && !parameter.value().isEmpty()))
                .collect(Collectors.joining("&"));
    }

    private static String json(String text) {
        JsonNode json = Json.parseExactly(text);
        return json != null && remove(json) ? Json.clean(json.toString()) : text;
    }

    /** Returns whether anything was there to be removed. */
    private static boolean remove(JsonNode json) {
        boolean removed = false;
        if (json instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                JsonNode value = object.get(name);
                if (isBody(name) && value.isValueNode() && !value.asText().isEmpty() && !value.isNull()) {
                    object.remove(name);
                    removed = true;
                } else {
                    JsonNode inside = inside(value);
                    if (inside != null && remove(inside)) {
                        object.set(name, TextNode.valueOf(inside.toString()));
                        removed = true;
                    } else if (inside == null) {
                        removed |= remove(value);
                    }
                }
            }
        } else if (json instanceof ArrayNode array) {
            for (JsonNode element : array) {
                removed |= remove(element);
            }
        }
        return removed;
    }

    /** JSON that is written into a string; null for all else. */
    private static @Nullable JsonNode inside(JsonNode value) {
        JsonNode inside = value.isTextual() ? Json.parseExactly(value.textValue()) : null;
        return inside != null && inside.isContainerNode() ? inside : null;
    }

    private static boolean isBody(String name) {
        return name.toLowerCase(Locale.ROOT).equals(BODY);
    }
}
