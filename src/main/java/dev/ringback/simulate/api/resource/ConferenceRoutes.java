package dev.ringback.simulate.api.resource;

import dev.ringback.model.Conference;
import dev.ringback.model.TimeRange;
import dev.ringback.simulate.api.http.Answer;
import dev.ringback.simulate.api.http.ApiRequest;
import dev.ringback.simulate.api.http.Routes;
import dev.ringback.simulate.api.state.Held;
import dev.ringback.simulate.api.state.Shelf;
import dev.ringback.simulate.api.state.World;
import dev.ringback.twilio.rest.ConferenceViews;
import dev.ringback.twilio.rest.FilterParameters;
import dev.ringback.twilio.rest.ResourceView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conferences, which are neither created nor deleted here. A list without {@code Status} has those in progress only (change log of Twilio,
 * 30 September 2026).
 */
final class ConferenceRoutes {
    private static final ResourceView<Held<Conference>> VIEW =
            ConferenceViews.CONFERENCE.<Held<Conference>>over(Held::resource).withText("region", held -> "us1");

    private final World world;
    private final Shelf<Conference> conferences;
    private final ConferenceLife life;
    private final Finder finder;
    private final Lists lists;

    ConferenceRoutes(World world, ConferenceLife life) {
        this.world = world;
        this.conferences = world.shelves().conferences();
        this.life = life;
        this.finder = new Finder(world);
        this.lists = new Lists(world);
    }

    void addTo(Routes routes) {
        routes.account("GET", "/Conferences", this::list)
                .account("GET", "/Conferences/{Sid}", request -> request.resource(200, VIEW, find(request)))
                .account("POST", "/Conferences/{Sid}", this::update);
    }

    private Held<Conference> find(ApiRequest request) {
        return finder.find(request, conferences, "Sid");
    }

    private Answer list(ApiRequest request) {
        FilterParameters filters = new FilterParameters(request.query());
        String asked = filters.oneOf("Status", List.of("init", "in-progress", "completed"));
        String status = asked == null ? "in-progress" : asked;
        String name = filters.text("FriendlyName");
        TimeRange created = filters.times("DateCreated");
        TimeRange updated = filters.times("DateUpdated");
        return lists.list(
                request,
                conferences,
                VIEW,
                held -> held.status().equals(status)
                        && equal(name, held.resource().friendlyName())
                        && Ranges.contains(created, held.resource().dateCreated())
                        && Ranges.contains(updated, held.resource().dateUpdated()));
    }

    private Answer update(ApiRequest request) {
        Held<Conference> held = find(request);
        if ("completed".equals(request.form().text("Status"))) {
            life.end(held.resource().sid(), "conference-ended-via-api", null, world.now());
        }
        return request.resource(200, VIEW, find(request));
    }

    private static boolean equal(@Nullable String wanted, @Nullable String value) {
        return wanted == null || wanted.equals(value);
    }
}
