package dev.ringback.twilio.rest;

import dev.ringback.model.Conference;
import dev.ringback.model.Participant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Conferences and who is in them. */
public final class ConferenceViews {
    public static final ResourceView<Conference> CONFERENCE = ResourceView.of(
                    "conferences", "Conference", Conference::sid)
            .text("sid", Conference::sid)
            .text("account_sid", Conference::accountSid)
            .text("friendly_name", Conference::friendlyName)
            .uncarried()
            .text("status", conference -> SharedFields.status(conference.progress()))
            .rfc2822("date_created", Conference::dateCreated)
            .text("api_version", conference -> SharedFields.apiVersion(null))
            .rfc2822("date_updated", Conference::dateUpdated)
            .text("region", Conference::region)
            .uncarried()
            .text("reason_conference_ended", Conference::reasonConferenceEnded)
            .uncarriedWhere(conference -> conference.progress().status().equals("completed"))
            .text("call_sid_ending_conference", Conference::callSidEndingConference)
            .uri(ConferenceViews::path)
            .subresourceUris(ConferenceViews::path, "Participants", "Recordings")
            .build();

    /** A participant has no SID of its own: the call's stands for it. */
    public static final ResourceView<Participant> PARTICIPANT = ResourceView.of(
                    "participants", "Participant", Participant::callSid)
            .text("account_sid", Participant::accountSid)
            .text("call_sid", Participant::callSid)
            .text("label", participant -> participant.flags().label())
            .text("call_sid_to_coach", participant -> participant.flags().callSidToCoach())
            .flag("coaching", participant -> flag(participant, Participant.Flags::coaching))
            .uncarried()
            .text("conference_sid", Participant::conferenceSid)
            .rfc2822("date_created", Participant::dateCreated)
            .rfc2822("date_updated", Participant::dateUpdated)
            .flag("end_conference_on_exit", participant -> flag(participant, Participant.Flags::endConferenceOnExit))
            .uncarried()
            .flag("muted", participant -> flag(participant, Participant.Flags::muted))
            .uncarried()
            .flag("hold", participant -> flag(participant, Participant.Flags::hold))
            .uncarried()
            .flag(
                    "start_conference_on_enter",
                    participant -> flag(participant, Participant.Flags::startConferenceOnEnter))
            .uncarried()
            .text("status", participant -> SharedFields.status(participant.progress()))
            // only the answer to the request that creates a participant has it
            .text("queue_time", Participant::queueTime)
            .uri(participant -> ResourcePath.of(
                    participant.accountSid(),
                    "Conferences",
                    participant.conferenceSid(),
                    "Participants",
                    participant.callSid()))
            .build();

    private ConferenceViews() {}

    private static String path(Conference conference) {
        return ResourcePath.of(conference.accountSid(), "Conferences", conference.sid());
    }

    /** Null where no event has carried flags. */
    private static @Nullable Boolean flag(Participant participant, Predicate<Participant.Flags> flag) {
        return participant.flags().position() < 0 ? null : Boolean.valueOf(flag.test(participant.flags()));
    }
}
