package dev.ringback.query;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.model.Delivery;
import dev.ringback.model.DeliveryAttempt;
import dev.ringback.storage.DeliveryStore.Tried;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes deliveries with all their attempts as JSON, without what was sent. */
final class DeliveryJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<Long, List<DeliveryAttempt>> attempts;

    /** @param tried all attempts of the deliveries that will be written */
    DeliveryJson(List<Tried> tried) {
        attempts = tried.stream().collect(groupingBy(Tried::deliveryId, mapping(Tried::attempt, toList())));
    }

    byte[] list(List<Delivery> deliveries, @Nullable String nextPageUri) {
        return write(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("deliveries");
            for (Delivery delivery : deliveries) {
                delivery(json, delivery);
            }
            json.writeEndArray();
            json.writeStringField("next_page_uri", nextPageUri);
            json.writeEndObject();
        });
    }

    byte[] one(Delivery delivery) {
        return write(json -> delivery(json, delivery));
    }

    /** Something that is written. */
    private interface Content {
        void to(JsonGenerator json) throws IOException;
    }

    private static byte[] write(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            content.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException("write JSON to memory", e);
        }
        return bytes.toByteArray();
    }

    private void delivery(JsonGenerator json, Delivery delivery) throws IOException {
        boolean pending = delivery.state() == Delivery.State.PENDING;
        json.writeStartObject();
        json.writeNumberField("id", delivery.id());
        json.writeStringField("receiver", delivery.receiver());
        json.writeStringField("kind", delivery.kind().value());
        json.writeStringField("state", delivery.state().value());
        json.writeStringField("created_at", EventJson.date(delivery.createdAt()));
        json.writeStringField("next_attempt_at", pending ? EventJson.date(delivery.nextAttemptAt()) : null);
        json.writeStringField("key", delivery.key());
        if (delivery.eventId() == null) {
            json.writeNullField("event_id");
        } else {
            json.writeNumberField("event_id", delivery.eventId());
        }
        json.writeFieldName("about");
        MAPPER.writeTree(json, DeliverySubject.json(delivery));
        json.writeArrayFieldStart("attempts");
        for (DeliveryAttempt attempt : attempts.getOrDefault(delivery.id(), List.of())) {
            attempt(json, attempt);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void attempt(JsonGenerator json, DeliveryAttempt attempt) throws IOException {
        json.writeStartObject();
        json.writeStringField("at", EventJson.date(attempt.at()));
        json.writeStringField("outcome", attempt.outcome().value());
        json.writeNumberField("latency_ms", attempt.latency().toMillis());
        json.writeStringField("reason", attempt.reason());
        json.writeEndObject();
    }
}
