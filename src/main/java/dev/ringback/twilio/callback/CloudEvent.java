package dev.ringback.twilio.callback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.model.EventKind;
import dev.ringback.model.Parameters;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.twilio.TwilioDates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event of an Event Streams batch, with its data under the names that a callback would use.
 *
 * <p>Messaging writes its data in camelCase, other products in snake_case; voice embeds the whole webhook under
 * {@code data.request.parameters}; some write the data as JSON in a string. Source: the event types reference of Event Streams.
 *
 * @param type {@code com.twilio...}, or null for JSON that is no CloudEvent
 * @param source and {@code id} together name the event; either may be null
 * @param parameters the data's members; a structured one is JSON in its value
 * @param tags the customer's tags of a message
 */
record CloudEvent(
        @Nullable String type,
        @Nullable String source,
        @Nullable String id,
        @Nullable String time,
        Parameters parameters,
        Parameters tags) {

    /** Reads any JSON; what is no CloudEvent has a null type and whatever parameters it offers. */
    static CloudEvent read(String json) {
        JsonNode event = Json.parse(json);
        if (event == null || !event.isObject()) {
            return new CloudEvent(null, null, null, null, Parameters.none(), Parameters.none());
        }
        boolean envelope = Json.text(event, "specversion") != null && Json.text(event, "type") != null;
        JsonNode data = envelope ? Json.unquoted(event.get("data")) : event;
        return new CloudEvent(
                envelope ? Json.text(event, "type") : null,
                Json.text(event, "source"),
                Json.text(event, "id"),
                Json.text(event, "time"),
                new Parameters(parameters(data)),
                tags(envelope ? data : null));
    }

    /** When it happened: what the data says, else what the envelope says. */
    @Nullable
    Instant occurredAt() {
        return TwilioDates.parse(parameters.text("Timestamp"))
                .or(() -> TwilioDates.parse(parameters.text("DateCreated")))
                .or(() -> TwilioDates.parse(time))
                .orElse(null);
    }

    /** Returns the kind of the event, which says what it is about. */
    EventKind kind() {
        return type == null ? EventKind.UNKNOWN : CloudEventKinds.of(type, parameters);
    }

    private static List<Parameter> parameters(@Nullable JsonNode data) {
        List<Parameter> parameters = new ArrayList<>();
        if (data == null || !data.isObject()) {
            return parameters;
        }
        JsonNode webhook = Json.member(Json.member(data, "request"), "parameters");
        for (Map.Entry<String, JsonNode> field : (webhook.isObject() ? webhook : data).properties()) {
            JsonNode value = field.getValue();
            if (!value.isNull()) {
                parameters.add(new Parameter(callbackName(field.getKey()), Json.scalar(value)));
            }
        }
        String timestamp = Json.text(data, "timestamp");
        if (webhook.isObject() && timestamp != null && !webhook.has("Timestamp")) {
            parameters.add(new Parameter("Timestamp", timestamp));
        }
        return parameters;
    }

    /** {@code data.tags} is an object of texts; where a product means something else by the name, there are none. */
    static Parameters tags(@Nullable JsonNode data) {
        JsonNode tags = data == null ? null : Json.unquoted(data.get("tags"));
        if (tags == null || !tags.isObject()) {
            return Parameters.none();
        }
        return new Parameters(tags.properties().stream()
                .filter(tag -> tag.getValue().isValueNode() && !tag.getValue().isNull())
                .map(tag -> new Parameter(Json.clean(tag.getKey()), Json.text(tag.getValue())))
                .toList());
    }

    /** {@code messageSid} and {@code message_sid} become {@code MessageSid}. */
    static String callbackName(String name) {
        StringBuilder callbackName = new StringBuilder(name.length());
        boolean upper = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_') {
                upper = true;
            } else {
                callbackName.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return callbackName.toString();
    }
}
