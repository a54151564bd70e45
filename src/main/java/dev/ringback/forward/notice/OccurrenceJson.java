package dev.ringback.forward.notice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.forward.rule.DebuggerReport;
import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.Occurrence;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes an occurrence as part of a stored notice. */
final class OccurrenceJson {
    private OccurrenceJson() {}

    static ObjectNode write(Occurrence occurrence) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("event_id", occurrence.eventId())
                .put("at", occurrence.at().toString())
                .put("sid", occurrence.sid());
        json.set("labels", labels(occurrence.labels()));
        DebuggerReport report = occurrence.report();
        if (!report.equals(DebuggerReport.NONE)) {
            json.putObject("report")
                    .put("message", report.message())
                    .put("method", report.method())
                    .put("url", report.url())
                    .put("status", report.status())
                    .put("body", report.body());
        }
        return json;
    }

    static Occurrence read(JsonNode json) {
        JsonNode report = json.path("report");
        return new Occurrence(
                json.required("event_id").asLong(),
                Instant.parse(json.required("at").asText()),
                json.required("sid").asText(),
                labels(json.path("labels")),
                new DebuggerReport(
                        text(report, "message"),
                        text(report, "method"),
                        text(report, "url"),
                        text(report, "status"),
                        text(report, "body")));
    }

    /** Writes labels by the names that rules use, in the order of {@link Label}. */
    static ObjectNode labels(Map<Label, String> labels) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Label label : Label.values()) {
            if (labels.containsKey(label)) {
                json.put(label.value(), labels.get(label));
            }
        }
        return json;
    }

    /** Reads labels, and ignores unknown ones. */
    static Map<Label, String> labels(JsonNode json) {
        Map<Label, String> labels = new EnumMap<>(Label.class);
        json.properties()
                .forEach(field -> Label.of(field.getKey())
                        .ifPresent(label -> labels.put(label, field.getValue().asText())));
        return labels;
    }

    private static @Nullable String text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }
}
