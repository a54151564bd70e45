package dev.ringback.forward.receiver.alertmanager;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.receiver.Truncation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A list of one alert, by the OpenAPI specification of Alertmanager's API v2, which sets no limits; what is shown is cut nevertheless, since it
 * goes on to services that do.
 *
 * @param constant labels that each alert gets
 * @param resolveTimeout for how long an alert that fires counts as firing
 */
record AlertJson(Map<String, String> constant, Duration resolveTimeout) {
    private static final int MAX_DESCRIPTION = 20_000;
    private static final int MAX_LABEL = 1000;
    private static final int MOST_LINKS = 20;

    String write(RenderedNotice notice, Instant now) {
        ArrayNode alerts = JsonNodeFactory.instance.arrayNode();
        ObjectNode alert = alerts.addObject();
        ObjectNode labels = alert.putObject("labels");
        AlertLabels.of(notice, constant)
                .forEach((name, value) -> labels.put(name, Truncation.toCharacters(value, MAX_LABEL)));
        ObjectNode annotations = alert.putObject("annotations");
        annotations.put("summary", notice.title());
        annotations.put("description", Truncation.toCharacters(notice.text(), MAX_DESCRIPTION));
        annotations.put("severity", notice.severity().value());
        annotations.put("total", Long.toString(notice.total()));
        if (!notice.links().isEmpty()) {
            annotations.put("links", links(notice));
            alert.put("generatorURL", notice.links().get(0).url().toString());
        }
        Instant end = notice.isResolved() ? notice.at() : now.plus(resolveTimeout);
        alert.put("startsAt", notice.since().toString());
        alert.put("endsAt", end.toString());
        return alerts.toString();
    }

    private static String links(RenderedNotice notice) {
        return notice.links().stream()
                .limit(MOST_LINKS)
                .map(link -> Truncation.toCharacters(link.text(), MAX_LABEL) + ": " + link.url())
                .collect(Collectors.joining("\n"));
    }
}
