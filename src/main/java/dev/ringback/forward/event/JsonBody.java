package dev.ringback.forward.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.model.Event;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.signature.TwilioSignature;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes an event's JSON in the form in which it came: an object that came alone is sent as that object, an element of an array as an array of
 * one. The log keeps elements, not bodies; which of the two it was follows from the checksum of the body that Twilio has signed.
 */
final class JsonBody {
    static final String CHECKSUM = "bodySHA256";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Left out by who reads it, but not by the checksum. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Part of the problem noted for elements of a batch that no Event Streams sink sent; an object that came alone never has it. */
    private static final String NO_CLOUD_EVENT = "is no CloudEvent";

    private JsonBody() {}

    /** The body for an event whose format is JSON. Byte for byte what Twilio sent, unless it sent more events in the same body. */
    static String of(Event event) {
        String payload = event.payload();
        Set<String> checksums = checksums(event);
        return Stream.of(payload, BYTE_ORDER_MARK + payload, array(payload))
                .filter(body -> checksums.contains(checksum(body)))
                .findFirst()
                .orElseGet(() -> isElement(event) ? array(payload) : payload);
    }

    /**
     * Guesses whether the event came as an element of an array, for when the checksum proves nothing: it was a batch of several, the body was
     * no UTF-8, or white space around it was not kept. Event Streams sends only arrays, and nobody else sends CloudEvents.
     */
    private static boolean isElement(Event event) {
        return isCloudEvent(event.payload())
                || String.valueOf(event.problem()).contains(NO_CLOUD_EVENT)
                || !event.payload().stripLeading().startsWith("{");
    }

    private static boolean isCloudEvent(String payload) {
        try {
            JsonNode json = JSON.readTree(payload);
            return json.path("specversion").isTextual() && json.path("type").isTextual();
        } catch (JsonProcessingException notJson) {
            return false;
        }
    }

    private static String array(String payload) {
        return "[" + payload + "]";
    }

    private static Set<String> checksums(Event event) {
        return FormBody.ofQuery(event.target()).fields().stream()
                .filter(field -> field.name().equals(CHECKSUM))
                .map(field -> field.value().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    static String checksum(String body) {
        return TwilioSignature.bodySha256(body.getBytes(StandardCharsets.UTF_8));
    }
}
