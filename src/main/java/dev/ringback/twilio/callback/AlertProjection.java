package dev.ringback.twilio.callback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ringback.model.AlertBuilder;
import dev.ringback.model.Event;
import dev.ringback.model.PayloadFormat;
import dev.ringback.model.Progress;
import dev.ringback.model.Resource;
import dev.ringback.twilio.Sid;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the alert out of an event of the Debugger, or of an error log of Event Streams about the same alert. The webhook's payload holds nearly
 * everything Monitor's Alert resource has; an error log has less, names the resource in {@code correlation_sid}, and has the text as
 * {@code message} of its payload. Source: the schema {@code ErrorLogs.Error} of Event Streams.
 */
final class AlertProjection {
    private AlertProjection() {}

    static void project(Fields fields, List<Resource> resources) {
        Event event = fields.event();
        String level = fields.text("Level");
        if (level != null && level.equalsIgnoreCase("INFO")) {
            return; // Event Streams also carries log lines, which Monitor does not list as alerts
        }
        JsonNode payload = payload(fields);
        JsonNode webhook = payload == null ? MissingNode.getInstance() : payload.path("webhook");
        JsonNode request = webhook.path("request");
        JsonNode response = webhook.path("response");
        Instant at = fields.happenedAt();
        resources.add(AlertBuilder.builder()
                .accountSid(event.accountSid())
                .sid(event.sid())
                .progress(Progress.none(event.source()))
                .resourceSid(resource(payload, fields))
                .serviceSid(first(Json.text(payload, "service_sid"), fields.text("ServiceSid")))
                .errorCode(first(Json.text(payload, "error_code"), fields.text("ErrorCode")))
                .logLevel(level == null ? null : level.toLowerCase(Locale.ROOT))
                .alertText(text(payload))
                .apiVersion(Json.text(request.get("parameters"), "ApiVersion"))
                .requestMethod(Json.text(request, "method"))
                .requestUrl(Json.text(request, "url"))
                .requestVariables(Json.formEncoded(request.get("parameters")))
                .requestHeaders(Json.formEncoded(request.get("headers")))
                .responseHeaders(Json.formEncoded(response.get("headers")))
                .responseBody(Json.text(response, "body"))
                .dateCreated(at)
                .dateUpdated(at)
                .lastReceivedAt(event.receivedAt())
                .build());
    }

    private static @Nullable String resource(@Nullable JsonNode payload, Fields fields) {
        String named = first(Json.text(payload, "resource_sid"), fields.text("ResourceSid"));
        String correlated = fields.text("CorrelationSid");
        return named == null && correlated != null && Sid.isSid(correlated) ? correlated : named;
    }

    /** Monitor serves a text of this form; a message alone is written as the Debugger writes it there. */
    private static @Nullable String text(@Nullable JsonNode payload) {
        if (payload == null) {
            return null;
        }
        String moreInfo = Json.formEncoded(payload.get("more_info"));
        String message = Json.text(payload, "message");
        return (moreInfo != null && !moreInfo.isEmpty()) || message == null || message.isEmpty()
                ? moreInfo
                : Json.formEncoded(Json.MAPPER.createObjectNode().put("Msg", message));
    }

    /** JSON in a text, also in a text of JSON; of an error log perhaps the object itself. */
    private static @Nullable JsonNode payload(Fields fields) {
        JsonNode payload = Json.parse(fields.text("Payload"));
        if (payload != null && payload.isTextual()) {
            payload = Json.parse(payload.asText());
        }
        if (payload != null && payload.isObject()) {
            return payload;
        }
        if (fields.parameters().has("Payload")) {
            fields.problem("Payload is no JSON object");
            return null;
        }
        return fields.event().format() == PayloadFormat.JSON ? embedded(fields.event()) : null;
    }

    private static @Nullable JsonNode embedded(Event event) {
        JsonNode json = Json.parse(event.payload());
        JsonNode payload =
                json == null ? MissingNode.getInstance() : json.path("data").path("payload");
        return payload.isObject() ? payload : null;
    }

    private static @Nullable String first(@Nullable String preferred, @Nullable String otherwise) {
        return preferred != null && !preferred.isEmpty() ? preferred : otherwise;
    }
}
