package dev.ringback.simulate.api.resource;

import dev.ringback.model.Conference;
import dev.ringback.model.EventKind;
import dev.ringback.model.Participant;
import dev.ringback.simulate.api.state.CallbackTarget;
import dev.ringback.simulate.api.state.Held;
import dev.ringback.simulate.api.state.World;
import dev.ringback.simulate.traffic.Form;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/** Tells the callback of a conference what happens in it, counted from 1. {@code start} and {@code end} are told by default. */
final class ConferenceCallbacks {
    /** What {@code ConferenceStatusCallbackEvent} may ask for. */
    static final Set<String> EVENTS =
            Set.of("start", "end", "join", "leave", "mute", "hold", "modify", "speaker", "announcement");

    private static final Set<String> BY_DEFAULT = Set.of("start", "end");

    private final World world;

    ConferenceCallbacks(World world) {
        this.world = world;
    }

    /** Tells of the conference itself: {@code start}, or {@code end} with the reason. */
    void tell(String sid, String event, Instant at) {
        world.shelves().conferences().find(sid).ifPresent(held -> {
            Form form = form(held, "conference-" + event, at);
            if (event.equals("end")) {
                Conference conference = held.resource();
                form.withIfKnown("CallSidEndingConference", conference.callSidEndingConference())
                        .withIfKnown("ReasonConferenceEnded", conference.reasonConferenceEnded());
            }
            send(held, event, EventKind.CONFERENCE, form);
        });
    }

    /** Tells of a participant: {@code join}, {@code leave}, {@code mute}, {@code unmute}, {@code hold} or {@code unhold}. */
    void tell(Participant participant, String event, Instant at) {
        world.shelves().conferences().find(participant.conferenceSid()).ifPresent(held -> {
            Participant.Flags flags = participant.flags();
            Form form = form(held, "participant-" + event, at)
                    .with("CallSid", participant.callSid())
                    .withIfKnown("ParticipantLabel", flags.label())
                    .with("Coaching", flags.coaching())
                    .with("Muted", flags.muted())
                    .with("Hold", flags.hold())
                    .with("StartConferenceOnEnter", flags.startConferenceOnEnter())
                    .with("EndConferenceOnExit", flags.endConferenceOnExit());
            send(held, event.replaceFirst("^un", ""), EventKind.PARTICIPANT, form);
        });
    }

    private static Form form(Held<Conference> held, String event, Instant at) {
        Conference conference = held.resource();
        return new Form()
                .with("ConferenceSid", conference.sid())
                .with("FriendlyName", Objects.requireNonNullElse(conference.friendlyName(), ""))
                .with("AccountSid", conference.accountSid())
                .with("SequenceNumber", held.callbacks() + 1)
                .withRfc2822("Timestamp", at)
                .with("StatusCallbackEvent", event);
    }

    private void send(Held<Conference> held, String asked, EventKind kind, Form form) {
        CallbackTarget target = held.callback();
        if (target != null && target.wants(asked, BY_DEFAULT)) {
            Conference conference = held.resource();
            world.shelves().conferences().update(conference.sid(), Held::afterCallback);
            world.callbacks().send(kind, conference.accountSid(), conference.sid(), target, form);
        }
    }
}
