package dev.ringback.twilio.callback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ringback.model.Alert;
import dev.ringback.model.Event;
import dev.ringback.model.Progress;
import dev.ringback.model.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a Debugger event says of the alert. The webhook's payload holds nearly everything Monitor's Alert resource has; an Event Streams
 * error log has less.
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
        resources.add(new Alert(
                event.accountSid(),
                event.sid(),
                Progress.none(event.source()),
                first(Json.text(payload, "resource_sid"), fields.text("ResourceSid")),
                first(Json.text(payload, "service_sid"), fields.text("ServiceSid")),
                first(Json.text(payload, "error_code"), fields.text("ErrorCode")),
                level == null ? null : level.toLowerCase(Locale.ROOT),
                payload == null ? null : Json.formEncoded(payload.get("more_info")),
                Json.text(request.get("parameters"), "ApiVersion"),
                Json.text(request, "method"),
                Json.text(request, "url"),
                Json.formEncoded(request.get("parameters")),
                Json.formEncoded(request.get("headers")),
                Json.formEncoded(response.get("headers")),
                Json.text(response, "body"),
                at,
                at,
                event.receivedAt()));
    }

    private static @Nullable JsonNode payload(Fields fields) {
        JsonNode payload = Json.parse(fields.text("Payload"));
        if (fields.parameters().has("Payload") && (payload == null || !payload.isObject())) {
            fields.problem("Payload is no JSON object");
            return null;
        }
        return payload;
    }

    private static @Nullable String first(@Nullable String preferred, @Nullable String otherwise) {
        return preferred != null ? preferred : otherwise;
    }
}
