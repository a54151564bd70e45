package dev.ringback.web.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.forward.mute.SilenceDraft;
import dev.ringback.model.Silence;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Silences as JSON: as they are, and as somebody wants them. */
final class SilenceJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Set<String> FIELDS =
            Set.of("rule", "matchers", "starts_at", "ends_at", "duration", "created_by", "comment");

    private SilenceJson() {}

    static byte[] list(List<Silence> silences, Instant now) {
        ObjectNode json = JSON.createObjectNode();
        silences.forEach(silence -> json.withArray("/silences").add(node(silence, now)));
        json.withArray("/silences");
        return bytes(json);
    }

    static byte[] one(Silence silence, Instant now) {
        return bytes(node(silence, now));
    }

    private static ObjectNode node(Silence silence, Instant now) {
        ObjectNode json = JSON.createObjectNode()
                .put("id", silence.id())
                .put("state", state(silence, now))
                .put("rule", silence.rule().isEmpty() ? null : silence.rule());
        silence.matchers().forEach(json.putArray("matchers")::add);
        return json.put("starts_at", silence.startsAt().toString())
                .put("ends_at", silence.endsAt().toString())
                .put("created_by", silence.createdBy())
                .put("comment", silence.comment());
    }

    /** Names the state of a silence as Alertmanager does. */
    private static String state(Silence silence, Instant now) {
        if (silence.isActive(now)) {
            return "active";
        }
        return now.isBefore(silence.startsAt()) ? "pending" : "expired";
    }

    private static byte[] bytes(JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("write JSON to memory", impossible);
        }
    }

    /**
     * Parses a request for a silence. Checks names and types of fields; {@link SilenceDraft} checks the values.
     *
     * @throws TwilioException 400 when the body is no object, or a field is unknown or of another type
     */
    static SilenceDraft read(byte[] body) {
        JsonNode json = object(body);
        json.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw invalid(name, "is not a field of a silence");
            }
        });
        return new SilenceDraft(
                text(json, "rule").orElse(""),
                matchers(json.path("matchers")),
                text(json, "starts_at").orElse(null),
                text(json, "ends_at").orElse(null),
                text(json, "duration").orElse(null),
                text(json, "created_by").orElse(""),
                text(json, "comment").orElse(""));
    }

    /** Creates the error for a field. */
    static TwilioException invalid(String field, @Nullable String problem) {
        return new TwilioException(TwilioError.BAD_REQUEST, "Field " + field + " is invalid: it " + problem);
    }

    private static JsonNode object(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (IOException wrong) {
            throw new TwilioException(TwilioError.BAD_REQUEST, "The body is no JSON");
        }
        throw new TwilioException(TwilioError.BAD_REQUEST, "The body must be a JSON object");
    }

    private static Optional<String> text(JsonNode json, String name) {
        JsonNode field = json.path(name);
        if (!field.isMissingNode() && !field.isNull() && !field.isTextual()) {
            throw invalid(name, "must be a text");
        }
        return field.isTextual() ? Optional.of(field.asText()) : Optional.empty();
    }

    private static List<String> matchers(JsonNode field) {
        List<String> matchers = new ArrayList<>();
        if (!field.isMissingNode() && !field.isNull() && !field.isArray()) {
            throw invalid("matchers", "must be a list of texts");
        }
        field.forEach(matcher -> {
            if (!matcher.isTextual()) {
                throw invalid("matchers", "must be a list of texts");
            }
            matchers.add(matcher.asText());
        });
        return matchers;
    }
}
