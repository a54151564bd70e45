package dev.ringback.simulate.api.resource;

import dev.ringback.model.Call;
import dev.ringback.model.Conference;
import dev.ringback.model.ConferenceBuilder;
import dev.ringback.model.Parameters;
import dev.ringback.model.Participant;
import dev.ringback.model.ParticipantBuilder;
import dev.ringback.simulate.api.http.ApiRequest;
import dev.ringback.simulate.api.state.Held;
import dev.ringback.simulate.api.state.Shelf;
import dev.ringback.simulate.api.state.World;
import dev.ringback.twilio.Sid;
import java.time.Instant;

/**
 * Creates participants, and with each a call. In place of a conference's SID a name may stand; where no conference of that name goes on, one
 * is made.
 */
final class ParticipantCreation {
    private final World world;
    private final Shelf<Conference> conferences;
    private final CallCreation calls;

    ParticipantCreation(World world, CallCreation calls) {
        this.world = world;
        this.conferences = world.shelves().conferences();
        this.calls = calls;
    }

    /** Creates a participant and begins to call them; returns them as they are at first. */
    Held<Participant> create(ApiRequest request) {
        Parameters form = request.form();
        CallbackParameters.read(form, "ConferenceStatusCallback", ConferenceCallbacks.EVENTS);
        Call call = calls.create(request.accountSid(), form).resource();
        Participant participant = ParticipantBuilder.builder()
                .accountSid(call.accountSid())
                .conferenceSid(conference(request, form).resource().sid())
                .callSid(call.sid())
                .progress(World.status("queued"))
                .flags(flags(form))
                .dateCreated(call.dateCreated())
                .dateUpdated(call.dateCreated())
                .lastReceivedAt(call.dateCreated())
                .build();
        Held<Participant> held = Held.of(participant);
        world.shelves().participants().put(held);
        return held;
    }

    private Held<Conference> conference(ApiRequest request, Parameters form) {
        String named = request.variable("ConferenceSid");
        if (Sid.isSid(named, "CF")) {
            return conferences.find(request.accountSid(), named).orElseThrow(request::notFound);
        }
        return conferences
                .all(
                        request.accountSid(),
                        held -> named.equals(held.resource().friendlyName())
                                && !held.status().equals("completed"))
                .stream()
                .findFirst()
                .orElseGet(() -> create(request, form, named));
    }

    private Held<Conference> create(ApiRequest request, Parameters form, String name) {
        Instant now = world.now();
        Held<Conference> held = Held.of(ConferenceBuilder.builder()
                        .accountSid(request.accountSid())
                        .sid(world.chance().sid("CF"))
                        .progress(World.status("init"))
                        .friendlyName(name)
                        .dateCreated(now)
                        .dateUpdated(now)
                        .lastReceivedAt(now)
                        .build())
                .calledBackAt(CallbackParameters.read(form, "ConferenceStatusCallback", ConferenceCallbacks.EVENTS)
                        .orElse(null));
        conferences.put(held);
        return held;
    }

    private static Participant.Flags flags(Parameters form) {
        return new Participant.Flags(
                0,
                form.text("Label"),
                form.text("CallSidToCoach"),
                isTrue(form, "Muted"),
                false,
                isTrue(form, "Coaching"),
                isTrue(form, "EndConferenceOnExit"),
                !"false".equalsIgnoreCase(form.text("StartConferenceOnEnter")));
    }

    private static boolean isTrue(Parameters form, String name) {
        return "true".equalsIgnoreCase(form.text(name));
    }
}
