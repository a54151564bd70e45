package dev.ringback.simulate.api.resource;

import dev.ringback.model.Call;
import dev.ringback.model.Conference;
import dev.ringback.model.ConferenceBuilder;
import dev.ringback.model.Participant;
import dev.ringback.model.ParticipantBuilder;
import dev.ringback.simulate.api.state.Held;
import dev.ringback.simulate.api.state.Shelf;
import dev.ringback.simulate.api.state.World;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Moves conferences with the calls in them: a participant is {@code connected} when the call is answered, and gone when it ends, as Twilio
 * shows only who is there. A conference starts with the second participant, where one of them starts it, and ends with the last one, or with
 * one whose {@code EndConferenceOnExit} says so.
 */
final class ConferenceLife {
    private final Shelf<Conference> conferences;
    private final Shelf<Participant> participants;
    private final ConferenceCallbacks callbacks;
    private final CallLife calls;

    ConferenceLife(World world, CallLife calls) {
        this.conferences = world.shelves().conferences();
        this.participants = world.shelves().participants();
        this.callbacks = new ConferenceCallbacks(world);
        this.calls = calls;
        calls.whenMoved(this::callMoved);
    }

    private void callMoved(Call call, Instant at) {
        Optional<Participant> participant = participants.find(call.sid()).map(Held::resource);
        if (participant.isEmpty()) {
            return;
        }
        String status = call.progress().status();
        if (status.equals("ringing")) {
            set(call.sid(), "ringing", at);
        } else if (status.equals("in-progress")) {
            set(call.sid(), "connected", at);
            callbacks.tell(participant.get(), "join", at);
            startWhenTwo(participant.get().conferenceSid(), at);
        } else {
            leave(participant.get(), at);
        }
    }

    private void set(String callSid, String status, Instant at) {
        participants.update(
                callSid,
                held -> held.with(ParticipantBuilder.builder(held.resource())
                        .progress(World.status(status))
                        .dateUpdated(at)
                        .build()));
    }

    private void startWhenTwo(String sid, Instant at) {
        List<Held<Participant>> there = in(sid).stream()
                .filter(held -> held.status().equals("connected"))
                .toList();
        boolean starts = there.size() > 1
                && there.stream().anyMatch(held -> held.resource().flags().startConferenceOnEnter());
        if (starts && is(sid, "init")) {
            change(sid, "in-progress", null, null, at);
            callbacks.tell(sid, "start", at);
        }
    }

    private void leave(Participant participant, Instant at) {
        String sid = participant.conferenceSid();
        participants.remove(participant.callSid());
        callbacks.tell(participant, "leave", at);
        if (participant.flags().endConferenceOnExit()) {
            end(sid, "participant-with-end-conference-on-exit-left", participant.callSid(), at);
        } else if (in(sid).isEmpty()) {
            end(sid, "last-participant-left", participant.callSid(), at);
        }
    }

    /** Ends a conference, and the calls in it; does nothing to one that has ended. */
    void end(String sid, String reason, @Nullable String callSid, Instant at) {
        if (!is(sid, "completed")) {
            change(sid, "completed", reason, callSid, at);
            callbacks.tell(sid, "end", at);
            in(sid).forEach(held -> calls.move(held.resource().callSid(), "completed", at));
        }
    }

    private void change(String sid, String status, @Nullable String reason, @Nullable String callSid, Instant at) {
        conferences.update(
                sid,
                held -> held.with(ConferenceBuilder.builder(held.resource())
                        .progress(World.status(status))
                        .reasonConferenceEnded(reason)
                        .callSidEndingConference(callSid)
                        .dateUpdated(at)
                        .build()));
    }

    private boolean is(String sid, String status) {
        return conferences
                .find(sid)
                .filter(held -> held.status().equals(status))
                .isPresent();
    }

    /** Returns who is in a conference, or on the way there. */
    private List<Held<Participant>> in(String sid) {
        return conferences
                .find(sid)
                .map(held -> participants.all(
                        held.resource().accountSid(),
                        any -> any.resource().conferenceSid().equals(sid)))
                .orElse(List.of());
    }
}
