package dev.ringback.simulate.api.resource;

import dev.ringback.model.Alert;
import dev.ringback.model.TimeRange;
import dev.ringback.simulate.api.http.Answer;
import dev.ringback.simulate.api.http.ApiError;
import dev.ringback.simulate.api.http.ApiRequest;
import dev.ringback.simulate.api.http.Routes;
import dev.ringback.simulate.api.state.Held;
import dev.ringback.simulate.api.state.Shelf;
import dev.ringback.simulate.api.state.World;
import dev.ringback.twilio.rest.AlertViews;
import dev.ringback.twilio.rest.FilterParameters;
import dev.ringback.twilio.rest.ResourceView;
import java.time.Duration;
import java.time.Instant;

/**
 * Alerts of Monitor, at {@code /v1/Alerts}. They reach back 30 days: a range beyond is answered 400; that its code is 20001 nobody has
 * confirmed.
 */
final class AlertRoutes {
    private static final ResourceView<Held<Alert>> IN_LIST = AlertViews.IN_LIST.over(Held::resource);
    private static final ResourceView<Held<Alert>> INSTANCE = AlertViews.INSTANCE.over(Held::resource);
    private static final Duration REACH = Duration.ofDays(30);

    private final World world;
    private final Shelf<Alert> alerts;
    private final Lists lists;

    AlertRoutes(World world) {
        this.world = world;
        this.alerts = world.shelves().alerts();
        this.lists = new Lists(world);
    }

    void addTo(Routes routes) {
        routes.add("GET", "/v1/Alerts", this::list).add("GET", "/v1/Alerts/{Sid}", this::fetch);
    }

    private Answer list(ApiRequest request) {
        FilterParameters filters = new FilterParameters(request.query());
        String level = filters.oneOf("LogLevel", AlertViews.LOG_LEVELS);
        TimeRange created = filters.interval("StartDate", "EndDate");
        Instant oldest = world.now().minus(REACH);
        Instant from = created.from();
        Instant until = created.until();
        if ((from != null && from.isBefore(oldest)) || (until != null && until.isBefore(oldest))) {
            throw ApiError.badRequest(20001, "StartDate and EndDate cannot be older than 30 days.");
        }
        return lists.metaList(
                request,
                alerts,
                IN_LIST,
                held -> held.resource().dateCreated().isAfter(oldest)
                        && (level == null || level.equals(held.resource().logLevel()))
                        && Ranges.contains(created, held.resource().dateCreated()));
    }

    /** The message of a 404 shows the path without its version. */
    private Answer fetch(ApiRequest request) {
        String sid = request.variable("Sid");
        Held<Alert> held =
                alerts.find(request.accountSid(), sid).orElseThrow(() -> ApiError.notFound("/Alerts/" + sid));
        return request.resource(200, INSTANCE, held);
    }
}
