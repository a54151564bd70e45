package dev.ringback.twilio.rest;

import dev.ringback.model.Parameters.Parameter;
import dev.ringback.twilio.TwilioDates;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The events of a call. */
public final class CallEventViews {
    public static final ResourceView<CallEvent> CALL_EVENT = ResourceView.of("events", "Event", CallEvent::key)
            .object("request", CallEventViews::request)
            .object("response", CallEventViews::response)
            .build();

    /** Which parameters have a name that JSON and XML can spell; all of Twilio's have. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");

    private CallEventViews() {}

    private static void request(CallEvent event, FieldWriter writer) throws IOException {
        writer.text("method", event.method());
        writer.text("url", event.url());
        writer.object("parameters", parameters -> {
            for (Map.Entry<String, String> parameter : parameters(event).entrySet()) {
                parameters.text(parameter.getKey(), parameter.getValue());
            }
        });
    }

    /** Each name once, as a JSON object has it; of several values the last. */
    private static Map<String, String> parameters(CallEvent event) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Parameter parameter : event.parameters()) {
            if (NAME.matcher(parameter.name()).matches()) {
                parameters.put(CamelCase.toSnakeCase(parameter.name()), parameter.value());
            }
        }
        return parameters;
    }

    private static void response(CallEvent event, FieldWriter writer) throws IOException {
        writer.integer("response_code", event.responseCode());
        // nobody kept the time
        writer.integer("request_duration", null);
        writer.text("content_type", event.contentType());
        writer.text("response_body", event.responseBody());
        writer.text("date_created", TwilioDates.rfc2822(event.dateCreated()));
    }
}
