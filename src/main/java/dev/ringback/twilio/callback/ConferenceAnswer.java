package dev.ringback.twilio.callback;

import dev.ringback.model.Conference;
import dev.ringback.model.ConferenceBuilder;
import dev.ringback.model.Erasure;
import dev.ringback.model.Participant;
import dev.ringback.model.ParticipantBuilder;
import dev.ringback.model.ParticipantFlagsBuilder;
import dev.ringback.model.Progress;
import dev.ringback.model.SequenceNumbers;
import java.util.Set;

/** Reads conferences and their participants as the REST API answers them. */
final class ConferenceAnswer {
    private static final Set<String> AT_ONCE = Set.of("friendly_name", "region");

    private static final Set<String> LEFT = Set.of("complete", "failed");

    private ConferenceAnswer() {}

    static Progress conferenceProgress(AnswerFields fields) {
        String status = fields.status();
        if (status == null) {
            return new Progress(0, "init", fields.event().source());
        }
        long position = switch (status) {
            case "completed" -> 2;
            case "init" -> 0;
            default -> 1;
        };
        return new Progress(position, status, fields.event().source());
    }

    /** An answer has no place in the sequence of the conference's events, but one in time: who has left is not called back by one asked for before. */
    static Progress participantProgress(AnswerFields fields) {
        String status = fields.status();
        String shown = status == null ? "connected" : status;
        return new Progress(
                StateOrder.answeredParticipant(fields.askedAt(), LEFT.contains(shown)),
                shown,
                fields.event().source());
    }

    static Conference conference(AnswerFields fields) {
        Progress progress = conferenceProgress(fields);
        boolean over = progress.status().equals("completed");
        return ConferenceBuilder.builder()
                .accountSid(fields.event().accountSid())
                .sid(fields.event().sid())
                .progress(progress)
                .friendlyName(fields.text("friendly_name"))
                .reasonConferenceEnded(fields.text("reason_conference_ended"))
                .callSidEndingConference(fields.text("call_sid_ending_conference"))
                .dateCreated(fields.created())
                .dateUpdated(fields.updated())
                .lastReceivedAt(fields.event().receivedAt())
                .region(fields.text("region"))
                .sequenceNumbers(over ? SequenceNumbers.ALL : SequenceNumbers.NONE)
                .answered(fields.answered(Conference.NULLABLE, AT_ONCE, over, Erasure.NONE))
                .build();
    }

    static Participant participant(AnswerFields fields) {
        return ParticipantBuilder.builder()
                .accountSid(fields.event().accountSid())
                .conferenceSid(fields.event().sid())
                .callSid(String.valueOf(fields.text("call_sid")))
                .progress(participantProgress(fields))
                .flags(ParticipantFlagsBuilder.builder()
                        .position(fields.text("muted") != null ? StateOrder.answeredFlags(fields.askedAt()) : -1)
                        .label(fields.text("label"))
                        .callSidToCoach(fields.text("call_sid_to_coach"))
                        .muted(fields.flag("muted"))
                        .hold(fields.flag("hold"))
                        .coaching(fields.flag("coaching"))
                        .endConferenceOnExit(fields.flag("end_conference_on_exit"))
                        .startConferenceOnEnter(fields.flag("start_conference_on_enter"))
                        .build())
                .dateCreated(fields.created())
                .dateUpdated(fields.updated())
                .lastReceivedAt(fields.event().receivedAt())
                .queueTime(fields.text("queue_time"))
                .answered(fields.answered())
                .build();
    }
}
