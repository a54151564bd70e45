package dev.ringback.simulate.api.resource;

import dev.ringback.model.Parameters;
import dev.ringback.model.Participant;
import dev.ringback.model.ParticipantBuilder;
import dev.ringback.simulate.api.http.Answer;
import dev.ringback.simulate.api.http.ApiRequest;
import dev.ringback.simulate.api.http.Routes;
import dev.ringback.simulate.api.state.Held;
import dev.ringback.simulate.api.state.Shelf;
import dev.ringback.simulate.api.state.World;
import dev.ringback.twilio.rest.ConferenceViews;
import dev.ringback.twilio.rest.FilterParameters;
import dev.ringback.twilio.rest.ResourceView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Participants of a conference, by the SID of their call or by their label. DELETE hangs up on them. */
final class ParticipantRoutes {
    private static final ResourceView<Held<Participant>> VIEW = ConferenceViews.PARTICIPANT.over(Held::resource);
    private static final ResourceView<Held<Participant>> CREATED = VIEW.withText("queue_time", held -> "0");

    private final World world;
    private final Shelf<Participant> participants;
    private final ParticipantCreation creation;
    private final ConferenceCallbacks callbacks;
    private final CallLife calls;
    private final Lists lists;

    ParticipantRoutes(World world, CallLife calls) {
        this.world = world;
        this.participants = world.shelves().participants();
        this.creation = new ParticipantCreation(world, new CallCreation(world, calls));
        this.callbacks = new ConferenceCallbacks(world);
        this.calls = calls;
        this.lists = new Lists(world);
    }

    void addTo(Routes routes) {
        String list = "/Conferences/{ConferenceSid}/Participants";
        routes.account("GET", list, this::list)
                .account("POST", list, request -> request.resource(201, CREATED, creation.create(request)))
                .account("GET", list + "/{Participant}", request -> request.resource(200, VIEW, find(request)))
                .account("POST", list + "/{Participant}", this::update)
                .account("DELETE", list + "/{Participant}", this::kick);
    }

    private Answer list(ApiRequest request) {
        FilterParameters filters = new FilterParameters(request.query());
        Boolean muted = filters.flag("Muted");
        Boolean hold = filters.flag("Hold");
        Boolean coaching = filters.flag("Coaching");
        String conference = request.variable("ConferenceSid");
        return lists.list(request, participants, VIEW, held -> {
            Participant.Flags flags = held.resource().flags();
            return held.resource().conferenceSid().equals(conference)
                    && (muted == null || muted == flags.muted())
                    && (hold == null || hold == flags.hold())
                    && (coaching == null || coaching == flags.coaching());
        });
    }

    private Held<Participant> find(ApiRequest request) {
        String named = request.variable("Participant");
        String conference = request.variable("ConferenceSid");
        return participants
                .all(
                        request.accountSid(),
                        held -> held.resource().conferenceSid().equals(conference)
                                && (named.equals(held.resource().callSid())
                                        || named.equals(held.resource().flags().label())))
                .stream()
                .findFirst()
                .orElseThrow(request::notFound);
    }

    private Answer update(ApiRequest request) {
        Participant before = find(request).resource();
        Instant now = world.now();
        Participant.Flags flags = changed(before.flags(), request.form());
        participants.update(
                before.callSid(),
                held -> held.with(ParticipantBuilder.builder(held.resource())
                        .flags(flags)
                        .dateUpdated(now)
                        .build()));
        Held<Participant> held = find(request);
        if (flags.muted() != before.flags().muted()) {
            callbacks.tell(held.resource(), flags.muted() ? "mute" : "unmute", now);
        }
        if (flags.hold() != before.flags().hold()) {
            callbacks.tell(held.resource(), flags.hold() ? "hold" : "unhold", now);
        }
        return request.resource(200, VIEW, held);
    }

    private static Participant.Flags changed(Participant.Flags flags, Parameters form) {
        String coached = form.text("CallSidToCoach");
        return new Participant.Flags(
                flags.position(),
                flags.label(),
                coached == null ? flags.callSidToCoach() : coached,
                flag(form.text("Muted"), flags.muted()),
                flag(form.text("Hold"), flags.hold()),
                flag(form.text("Coaching"), flags.coaching()),
                flag(form.text("EndConferenceOnExit"), flags.endConferenceOnExit()),
                flags.startConferenceOnEnter());
    }

    private static boolean flag(@Nullable String text, boolean before) {
        return text == null ? before : text.equalsIgnoreCase("true");
    }

    private Answer kick(ApiRequest request) {
        calls.move(find(request).resource().callSid(), "completed", world.now());
        return Answer.empty(204);
    }
}
