package dev.ringback.dashboard.resource;

import dev.ringback.dashboard.resource.ResourcePageView.Exchange;
import dev.ringback.dashboard.resource.ResourcePageView.Pair;
import dev.ringback.dashboard.text.Excerpt;
import dev.ringback.model.Alert;
import dev.ringback.twilio.FormBody;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads from an alert the request that Twilio made, and the answer that it did not like. */
final class AlertExchange {
    private static final int MOST_OF_VALUE = 1_600;
    private static final int MOST_OF_BODY = 8_000;

    private AlertExchange() {}

    static Exchange of(Alert alert) {
        String method = Objects.requireNonNullElse(alert.requestMethod(), "");
        String url = Objects.requireNonNullElse(alert.requestUrl(), "");
        return new Exchange(
                Excerpt.of((method + " " + url).strip(), MOST_OF_VALUE),
                pairs(alert.requestVariables()),
                pairs(alert.requestHeaders()),
                pairs(alert.responseHeaders()),
                Excerpt.of(Objects.requireNonNullElse(alert.responseBody(), ""), MOST_OF_BODY),
                pairs(alert.alertText()));
    }

    private static List<Pair> pairs(@Nullable String form) {
        if (form == null || form.isEmpty()) {
            return List.of();
        }
        return FormBody.parse(form.getBytes(StandardCharsets.UTF_8)).parameters().stream()
                .map(parameter ->
                        new Pair(Excerpt.inTable(parameter.name()), Excerpt.of(parameter.value(), MOST_OF_VALUE)))
                .toList();
    }
}
