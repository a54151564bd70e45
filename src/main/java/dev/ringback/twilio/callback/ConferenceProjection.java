package dev.ringback.twilio.callback;

import dev.ringback.model.Conference;
import dev.ringback.model.Event;
import dev.ringback.model.Participant;
import dev.ringback.model.Progress;
import dev.ringback.model.Resource;
import dev.ringback.twilio.Sid;
import java.util.List;

/**
 * Reads from conference events the state of the conference and of who is in it. No event carries a status: a conference is {@code init} until its
 * start, a participant {@code connected} from the join to the leave.
 */
final class ConferenceProjection {
    private ConferenceProjection() {}

    static Progress conferenceProgress(Fields fields) {
        String event = fields.status("StatusCallbackEvent");
        if ("conference-end".equals(event)) {
            return new Progress(2, "completed", fields.event().source());
        }
        if ("conference-start".equals(event)) {
            return new Progress(1, "in-progress", fields.event().source());
        }
        return new Progress(0, "init", fields.event().source());
    }

    static Progress participantProgress(Fields fields) {
        boolean left = "participant-leave".equals(fields.status("StatusCallbackEvent"));
        return new Progress(
                position(fields, left),
                left ? "complete" : "connected",
                fields.event().source());
    }

    static void conference(Fields fields, List<Resource> resources) {
        Event event = fields.event();
        resources.add(new Conference(
                event.accountSid(),
                event.sid(),
                conferenceProgress(fields),
                fields.text("FriendlyName"),
                fields.text("ReasonConferenceEnded"),
                fields.text("CallSidEndingConference"),
                fields.happenedAt(),
                fields.happenedAt(),
                event.receivedAt()));
    }

    static void participant(Fields fields, List<Resource> resources) {
        Event event = fields.event();
        String callSid = fields.text("CallSid");
        if (callSid == null || !Sid.isSid(callSid)) {
            fields.problem("CallSid names no call");
            return;
        }
        Progress progress = participantProgress(fields);
        resources.add(new Participant(
                event.accountSid(),
                event.sid(),
                callSid,
                progress,
                flags(fields, progress.position()),
                fields.happenedAt(),
                fields.happenedAt(),
                event.receivedAt()));
    }

    private static Participant.Flags flags(Fields fields, long position) {
        return new Participant.Flags(
                fields.text("Muted") != null ? position : -1,
                fields.text("ParticipantLabel"),
                fields.text("CallSidToCoach"),
                fields.flag("Muted"),
                fields.flag("Hold"),
                fields.flag("Coaching"),
                fields.flag("EndConferenceOnExit"),
                fields.flag("StartConferenceOnEnter"));
    }

    private static long position(Fields fields, boolean left) {
        return StateOrder.participant(
                fields.integer("SequenceNumber", -1), fields.event().occurredAt(), left);
    }
}
