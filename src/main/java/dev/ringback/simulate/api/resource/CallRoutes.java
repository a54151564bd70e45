package dev.ringback.simulate.api.resource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ringback.model.Call;
import dev.ringback.model.Parameters;
import dev.ringback.simulate.api.http.Answer;
import dev.ringback.simulate.api.http.ApiError;
import dev.ringback.simulate.api.http.ApiRequest;
import dev.ringback.simulate.api.http.Routes;
import dev.ringback.simulate.api.state.Held;
import dev.ringback.simulate.api.state.Shelf;
import dev.ringback.simulate.api.state.World;
import dev.ringback.twilio.TwilioDates;
import dev.ringback.twilio.rest.ResourceView;

/**
 * Calls: create, fetch, cancel, complete and delete. The answer to a create has no dates, as Twilio's has none. A call that is over cannot be
 * changed (21220); one that is not cannot be deleted (20009).
 */
final class CallRoutes {
    private static final ResourceView<Held<Call>> VIEW = CallList.VIEW;

    private static final ResourceView<Held<Call>> CREATED =
            VIEW.withText("date_created", held -> null).withText("date_updated", held -> null);

    private final World world;
    private final Shelf<Call> calls;
    private final CallLife life;
    private final CallCreation creation;
    private final RecordingLife recordings;
    private final Finder finder;

    CallRoutes(World world, CallLife life, RecordingLife recordings) {
        this.world = world;
        this.calls = world.shelves().calls();
        this.life = life;
        this.creation = new CallCreation(world, life);
        this.recordings = recordings;
        this.finder = new Finder(world);
    }

    void addTo(Routes routes) {
        CallList list = new CallList(world);
        routes.account("GET", "/Calls", list::answer)
                .account("POST", "/Calls", this::create)
                .account("GET", "/Calls/{Sid}", request -> request.resource(200, VIEW, find(request)))
                .account("POST", "/Calls/{Sid}", this::update)
                .account("DELETE", "/Calls/{Sid}", this::delete)
                .account("POST", "/Calls/{Sid}/Transcriptions", this::transcribe)
                .account("POST", "/Calls/{Sid}/Transcriptions/{Transcription}", this::transcribe);
    }

    private Held<Call> find(ApiRequest request) {
        return finder.find(request, calls, "Sid");
    }

    private Answer create(ApiRequest request) {
        Parameters form = request.form();
        if (form.text("Url") == null && form.text("Twiml") == null && form.text("ApplicationSid") == null) {
            throw ApiError.badRequest(21205, "Url parameter is required.");
        }
        Held<Call> held = creation.create(request.accountSid(), form);
        if ("true".equalsIgnoreCase(form.text("Record"))) {
            recordings.recordWhenAnswered(held.resource().sid(), form);
        }
        return request.resource(201, CREATED, held);
    }

    private Answer update(ApiRequest request) {
        Held<Call> held = find(request);
        if (CallStates.isOver(held.status())) {
            throw ApiError.badRequest(21220, "Call is not in-progress. Cannot redirect.");
        }
        String sid = held.resource().sid();
        CallbackParameters.read(request.form(), CallCallbacks.EVENTS)
                .ifPresent(target -> calls.update(sid, any -> any.calledBackAt(target)));
        String status = request.form().text("Status");
        boolean talking = held.status().equals("in-progress");
        if ("completed".equals(status)) {
            life.move(sid, talking ? "completed" : "canceled", world.now());
        } else if ("canceled".equals(status) && !talking) {
            life.move(sid, "canceled", world.now());
        }
        return request.resource(200, VIEW, find(request));
    }

    private Answer delete(ApiRequest request) {
        Held<Call> held = find(request);
        if (!CallStates.isOver(held.status())) {
            throw ApiError.of(409, 20009, "Cannot delete this resource before it is complete");
        }
        String sid = held.resource().sid();
        if (!world.deletions().delete(sid, () -> calls.remove(sid))) {
            throw request.notFound();
        }
        return Answer.empty(204);
    }

    /** Real-time transcription can only be started and stopped, never read. */
    private Answer transcribe(ApiRequest request) {
        Held<Call> held = find(request);
        String named = request.variables().get("Transcription");
        String sid = named == null ? world.chance().sid("GT") : named;
        return request.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("sid", sid)
                        .put("account_sid", request.accountSid())
                        .put("call_sid", held.resource().sid())
                        .put("name", request.form().text("Name"))
                        .put("status", named == null ? "in-progress" : "stopped")
                        .put("date_updated", TwilioDates.rfc2822(world.now()))
                        .put(
                                "uri",
                                "/2010-04-01/Accounts/" + request.accountSid() + "/Calls/"
                                        + held.resource().sid() + "/Transcriptions/" + sid + ".json"));
    }
}
