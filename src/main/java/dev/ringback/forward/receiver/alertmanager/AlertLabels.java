package dev.ringback.forward.receiver.alertmanager;

import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.receiver.ReceiverOptions;
import java.util.Map;
import java.util.TreeMap;

/** Makes the labels by which Alertmanager identifies an alert. They are the same while it fires and when it is resolved. */
final class AlertLabels {
    private static final String NAME = "[a-zA-Z_][a-zA-Z0-9_]*";

    private AlertLabels() {}

    /** Reads the labels that each alert gets for the routes to match, such as {@code team=messaging} or {@code severity=critical}. */
    static Map<String, String> read(ReceiverOptions options) {
        Map<String, String> labels = new TreeMap<>();
        for (String text : options.texts("labels")) {
            String[] parts = text.split("=", 2);
            if (parts.length < 2 || !parts[0].matches(NAME) || parts[1].isBlank()) {
                options.problem("labels", "must be a list of name=value, with names like Prometheus has them");
            } else {
                labels.put(parts[0], parts[1]);
            }
        }
        return labels;
    }

    /** The rule as {@code alertname}, what the group has in common, and the constant ones. To Alertmanager an empty one is none. */
    static Map<String, String> of(RenderedNotice notice, Map<String, String> constant) {
        Map<String, String> labels = new TreeMap<>();
        notice.labels().forEach((name, value) -> labels.put(valid("rule".equals(name) ? "alertname" : name), value));
        labels.putIfAbsent("alertname", "Ringback");
        labels.putAll(constant);
        labels.values().removeIf(String::isBlank);
        return labels;
    }

    private static String valid(String name) {
        String valid = name.replaceAll("[^a-zA-Z0-9_]", "_");
        return valid.matches(NAME) ? valid : "_" + valid;
    }
}
