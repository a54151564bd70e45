package dev.ringback.twilio.callback;

import dev.ringback.model.ConferenceBuilder;
import dev.ringback.model.Event;
import dev.ringback.model.Participant;
import dev.ringback.model.ParticipantBuilder;
import dev.ringback.model.ParticipantFlagsBuilder;
import dev.ringback.model.Progress;
import dev.ringback.model.Resource;
import dev.ringback.model.SequenceNumbers;
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
        resources.add(ConferenceBuilder.builder()
                .accountSid(event.accountSid())
                .sid(event.sid())
                .progress(conferenceProgress(fields))
                .friendlyName(fields.text("FriendlyName"))
                .reasonConferenceEnded(fields.text("ReasonConferenceEnded"))
                .callSidEndingConference(fields.text("CallSidEndingConference"))
                .dateCreated(fields.happenedAt())
                .dateUpdated(fields.happenedAt())
                .lastReceivedAt(event.receivedAt())
                .sequenceNumbers(SequenceNumbers.of(fields.text("SequenceNumber")))
                .build());
    }

    static void participant(Fields fields, List<Resource> resources) {
        Event event = fields.event();
        String callSid = fields.text("CallSid");
        if (callSid == null || !Sid.isSid(callSid)) {
            fields.problem("CallSid names no call");
            return;
        }
        resources.add(ParticipantBuilder.builder()
                .accountSid(event.accountSid())
                .conferenceSid(event.sid())
                .callSid(callSid)
                .progress(participantProgress(fields))
                .flags(flags(fields))
                .dateCreated(fields.happenedAt())
                .dateUpdated(fields.happenedAt())
                .lastReceivedAt(event.receivedAt())
                .build());
    }

    private static Participant.Flags flags(Fields fields) {
        return ParticipantFlagsBuilder.builder()
                .position(fields.text("Muted") != null ? flagsPosition(fields) : -1)
                .label(fields.text("ParticipantLabel"))
                .callSidToCoach(fields.text("CallSidToCoach"))
                .muted(fields.flag("Muted"))
                .hold(fields.flag("Hold"))
                .coaching(fields.flag("Coaching"))
                .endConferenceOnExit(fields.flag("EndConferenceOnExit"))
                .startConferenceOnEnter(fields.flag("StartConferenceOnEnter"))
                .build();
    }

    private static long position(Fields fields, boolean left) {
        return StateOrder.participant(
                fields.integer("SequenceNumber", -1), fields.event().occurredAt(), left);
    }

    private static long flagsPosition(Fields fields) {
        return StateOrder.flags(
                fields.integer("SequenceNumber", -1), fields.event().occurredAt());
    }
}
