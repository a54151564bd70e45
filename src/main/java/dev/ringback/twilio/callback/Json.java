package dev.ringback.twilio.callback;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ringback.model.Parameters;
import dev.ringback.twilio.FormEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reading JSON whose shape is not promised: what is absent or of another type is null, not an error. */
final class Json {
    /**
     * Remembers no names between inputs: strangers choose them, and one table of all names they ever chose is shared by all threads.
     */
    static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build());

    private static final ObjectReader READER = MAPPER.reader();

    /** Loses no digit of a number. */
    private static final ObjectReader EXACT = MAPPER.reader()
            .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

    private static final Pattern HALF_PAIR = Pattern.compile("[\\ud800-\\udfff]");

    private Json() {}

    /** The parsed text, or null when it is no JSON. */
    static @Nullable JsonNode parse(@Nullable String text) {
        return text == null ? null : parse(READER, text);
    }

    /** Parses as {@link #parse(String)} does, and keeps every digit of a number, for what is written again. */
    static @Nullable JsonNode parseExactly(String text) {
        return parse(EXACT, text);
    }

    private static @Nullable JsonNode parse(ObjectReader reader, String text) {
        try {
            JsonNode node = reader.readTree(text);
            return node instanceof MissingNode ? null : node;
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    /** The text of a scalar field; null for an absent, null or structured one. */
    static @Nullable String text(@Nullable JsonNode object, String name) {
        JsonNode value = object == null ? null : object.get(name);
        return value == null || value.isNull() || value.isContainerNode() ? null : text(value);
    }

    /**
     * The text of a scalar. JSON can name half of a surrogate pair, which is no character: neither UTF-8 nor a database could hold it, and
     * what is stored must say the same again. So it becomes U+FFFD, as bytes do that are no UTF-8.
     */
    static String text(JsonNode scalar) {
        return clean(scalar.asText());
    }

    /** Text without halves of surrogate pairs. */
    static String clean(String text) {
        return HALF_PAIR.matcher(text).replaceAll("\uFFFD");
    }

    /**
     * An object as form-encoded text, which is how Monitor serves parameters and headers. Null for what is no object.
     */
    static @Nullable String formEncoded(@Nullable JsonNode object) {
        if (object == null || !object.isObject()) {
            return null;
        }
        return FormEncoder.body(parameters(object));
    }

    /** The fields of an object; of a list each element counts for itself, and a structured value is written as JSON. */
    static Parameters parameters(JsonNode object) {
        List<Parameters.Parameter> parameters = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (field.getValue().isArray()) {
                field.getValue()
                        .forEach(element -> parameters.add(new Parameters.Parameter(field.getKey(), scalar(element))));
            } else {
                parameters.add(new Parameters.Parameter(field.getKey(), scalar(field.getValue())));
            }
        }
        return new Parameters(parameters);
    }

    /** Parses JSON in a string; returns anything else as it is. Null where there is nothing. */
    static @Nullable JsonNode unquoted(@Nullable JsonNode value) {
        JsonNode inside = value != null && value.isTextual() ? parse(value.textValue()) : null;
        return inside != null && inside.isContainerNode() ? inside : value;
    }

    /** A member, read out of its string where it is written as JSON in one; missing where there is none. */
    static JsonNode member(JsonNode object, String name) {
        JsonNode member = unquoted(object.get(name));
        return member == null ? MissingNode.getInstance() : member;
    }

    /** The value as text: empty for null, and a structured one as JSON. */
    static String scalar(JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        return value.isContainerNode() ? clean(value.toString()) : text(value);
    }
}
