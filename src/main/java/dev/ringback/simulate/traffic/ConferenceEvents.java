package dev.ringback.simulate.traffic;

import dev.ringback.model.EventKind;
import java.time.Duration;
import java.time.Instant;

/** Writes the callbacks of one conference: counts them, and keeps its clock. */
final class ConferenceEvents {
    private final ScenarioBuilder scenario;
    private final String accountSid;
    private final String sid;
    private final String friendlyName;
    private Instant now;
    private int sequenceNumber = 1;

    ConferenceEvents(ScenarioBuilder scenario, String accountSid, String sid, String friendlyName, Instant start) {
        this.scenario = scenario;
        this.accountSid = accountSid;
        this.sid = sid;
        this.friendlyName = friendlyName;
        this.now = start;
    }

    /** Somebody in the conference; his leg subscribes to no call events of its own. */
    record Participant(String callSid, String label, boolean moderator) {
        static Participant any(String label, SeededRandom random) {
            return new Participant(random.sid("CA"), label, label.equals("moderator"));
        }
    }

    ConferenceEvents after(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    Instant now() {
        return now;
    }

    ConferenceEvents started() {
        return send(EventKind.CONFERENCE, event("conference-start"));
    }

    ConferenceEvents joined(Participant participant) {
        return send(EventKind.PARTICIPANT, state("participant-join", participant, false, false));
    }

    ConferenceEvents muted(Participant participant) {
        return send(EventKind.PARTICIPANT, state("participant-mute", participant, true, false));
    }

    ConferenceEvents unmuted(Participant participant) {
        return send(EventKind.PARTICIPANT, state("participant-unmute", participant, false, false));
    }

    ConferenceEvents held(Participant participant) {
        return send(EventKind.PARTICIPANT, state("participant-hold", participant, false, true));
    }

    ConferenceEvents unheld(Participant participant) {
        return send(EventKind.PARTICIPANT, state("participant-unhold", participant, false, false));
    }

    ConferenceEvents spoke(Participant participant) {
        send(EventKind.PARTICIPANT, state("participant-speech-start", participant, false, false));
        return send(EventKind.PARTICIPANT, state("participant-speech-stop", participant, false, false));
    }

    ConferenceEvents left(Participant participant, String reason) {
        Form form = state("participant-leave", participant, false, false)
                .with("ParticipantCallStatus", "completed")
                .with("ReasonParticipantLeft", reason);
        return send(EventKind.PARTICIPANT, form);
    }

    /** Ended because the participant left. */
    ConferenceEvents endedBy(Participant participant) {
        Form form = event("conference-end")
                .with("CallSidEndingConference", participant.callSid())
                .with("ParticipantLabelEndingConference", participant.label())
                .with("ReasonConferenceEnded", "participant-with-end-conference-on-exit-left")
                .with("Reason", "Participant with endConferenceOnExit=true left");
        return send(EventKind.CONFERENCE, form);
    }

    private Form state(String event, Participant participant, boolean muted, boolean hold) {
        return event(event)
                .with("CallSid", participant.callSid())
                .with("ParticipantLabel", participant.label())
                .with("Coaching", false)
                .with("Muted", muted)
                .with("Hold", hold)
                .with("StartConferenceOnEnter", true)
                .with("EndConferenceOnExit", participant.moderator());
    }

    private Form event(String event) {
        return new Form()
                .with("ConferenceSid", sid)
                .with("FriendlyName", friendlyName)
                .with("AccountSid", accountSid)
                .with("SequenceNumber", sequenceNumber++)
                .withRfc2822("Timestamp", now)
                .with("StatusCallbackEvent", event);
    }

    private ConferenceEvents send(EventKind kind, Form form) {
        scenario.post(kind, form);
        return this;
    }
}
