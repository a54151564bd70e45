package dev.ringback.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.model.Delivery;
import java.util.List;
import java.util.Locale;

/**
 * Describes in few words what a delivery is about. Its content is read as far as it is understood, as another version may have written it.
 */
public final class DeliverySubject {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DeliverySubject() {}

    /**
     * Describes it in JSON: a notice by its rule, status ({@code firing} or {@code resolved}) and labels; given up ones by their receiver and
     * their number; an event by the SID of what it is about, null where it names nothing; an event of Ringback's own by its type.
     */
    public static ObjectNode json(Delivery delivery) {
        JsonNode content = content(delivery);
        ObjectNode subject = JSON.createObjectNode();
        switch (delivery.kind()) {
            case NOTICE -> {
                subject.put("rule", content.path("rule").asText());
                subject.put("status", status(content));
                subject.set(
                        "labels", content.path("labels").isObject() ? content.path("labels") : JSON.createObjectNode());
            }
            case GIVEN_UP -> {
                subject.put("receiver", content.path("receiver").asText());
                subject.put("count", content.path("count").asLong());
            }
            case SYSTEM_EVENT -> subject.put("type", content.path("type").asText());
            case EVENT -> subject.put("sid", namesNothing(delivery) ? null : delivery.key());
        }
        return subject;
    }

    /** Describes it in one line, such as {@code filtered, firing: error_code=30007}. */
    public static String text(Delivery delivery) {
        JsonNode content = content(delivery);
        return switch (delivery.kind()) {
            case NOTICE -> {
                List<String> labels = content.path("labels").properties().stream()
                        .map(label -> label.getKey() + "=" + label.getValue().asText())
                        .toList();
                yield content.path("rule").asText() + ", " + status(content)
                        + (labels.isEmpty() ? "" : ": " + String.join(", ", labels));
            }
            case GIVEN_UP ->
                content.path("count").asLong() + " given up for "
                        + content.path("receiver").asText();
            case SYSTEM_EVENT -> content.path("type").asText();
            case EVENT -> "event " + delivery.eventId() + (namesNothing(delivery) ? "" : ", " + delivery.key());
        };
    }

    /** Then its key is made up. */
    private static boolean namesNothing(Delivery delivery) {
        return delivery.key().equals("event " + delivery.eventId());
    }

    private static String status(JsonNode content) {
        return content.path("state").asText().toLowerCase(Locale.ROOT);
    }

    private static JsonNode content(Delivery delivery) {
        try {
            return delivery.content().isEmpty() ? MissingNode.getInstance() : JSON.readTree(delivery.content());
        } catch (JsonProcessingException unknown) {
            return MissingNode.getInstance();
        }
    }
}
