package dev.ringback.simulate.api.resource;

import dev.ringback.model.Call;
import dev.ringback.model.Recording;
import dev.ringback.simulate.api.http.Answer;
import dev.ringback.simulate.api.http.ApiError;
import dev.ringback.simulate.api.http.ApiRequest;
import dev.ringback.simulate.api.http.Routes;
import dev.ringback.simulate.api.state.Held;
import dev.ringback.simulate.api.state.Shelf;
import dev.ringback.simulate.api.state.World;
import dev.ringback.twilio.rest.RecordingViews;
import dev.ringback.twilio.rest.ResourceView;
import java.util.Set;

/** Recordings below a call or a conference: started, paused, stopped, listed, heard and deleted there. */
final class RecordingRoutes {
    private static final Set<String> RUNNING = Set.of("in-progress", "paused");

    private final World world;
    private final Shelf<Call> calls;
    private final RecordingLife life;
    private final RecordingSearch search;
    private final RecordingSound sound;
    private final Finder finder;

    RecordingRoutes(World world, RecordingLife life) {
        this.world = world;
        this.calls = world.shelves().calls();
        this.life = life;
        this.search = new RecordingSearch(world);
        this.sound = new RecordingSound(world);
        this.finder = new Finder(world);
    }

    void addTo(Routes routes) {
        routes.account("POST", "/Calls/{CallSid}/Recordings", this::create);
        below(routes, "/Calls/{CallSid}", priced(RecordingViews.OF_CALL));
        below(routes, "/Conferences/{ConferenceSid}", priced(RecordingViews.OF_CONFERENCE));
    }

    private void below(Routes routes, String parent, ResourceView<Held<Recording>> view) {
        routes.account("GET", parent + "/Recordings", request -> search.list(request, view))
                .account("GET", parent + "/Recordings/{Sid}", request -> sound.answer(request, view))
                .account("POST", parent + "/Recordings/{Sid}", request -> update(request, view))
                .account("DELETE", parent + "/Recordings/{Sid}", search::delete);
    }

    static ResourceView<Held<Recording>> priced(ResourceView<Recording> view) {
        return view.<Held<Recording>>over(Held::resource)
                .withText("price", Held::price)
                .withText("price_unit", Held::priceUnit);
    }

    private Held<Recording> find(ApiRequest request) {
        return search.find(request);
    }

    /** Only a call that goes on can be recorded: 21220. */
    private Answer create(ApiRequest request) {
        Held<Call> call = finder.find(request, calls, "CallSid");
        if (!call.status().equals("in-progress")) {
            throw ApiError.badRequest(21220, "Requested resource is not eligible for recording");
        }
        Held<Recording> held = life.start(call.resource(), "StartCallRecordingAPI", request.form(), world.now());
        return request.resource(201, priced(RecordingViews.OF_CALL), held);
    }

    private Answer update(ApiRequest request, ResourceView<Held<Recording>> view) {
        Held<Recording> held = find(request);
        String sid = held.resource().sid();
        String status = request.form().text("Status");
        if (!RUNNING.contains(held.status())) {
            throw ApiError.badRequest(21220, "The recording is not in progress");
        }
        if ("stopped".equals(status)) {
            life.stop(sid, world.now());
        } else if (status != null && RUNNING.contains(status)) {
            life.set(sid, status, world.now());
        } else {
            throw ApiError.badRequest(20001, "Status is none of in-progress, paused, stopped");
        }
        return request.resource(200, view, find(request));
    }
}
