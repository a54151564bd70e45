package dev.ringback.twilio.rest;

import static dev.ringback.twilio.rest.SampleResources.ACCOUNT_PATH;
import static dev.ringback.twilio.rest.SampleResources.CALL_SID;
import static dev.ringback.twilio.rest.SampleResources.CONFERENCE_SID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.twilio.rest.api.v2010.account.Conference;
import com.twilio.rest.api.v2010.account.conference.Participant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConferenceViewsTest {
    @Test
    void twiliosLibraryReadsAConference() {
        String json = Rendered.json(ConferenceViews.CONFERENCE, SampleResources.conference());
        Conference conference = Conference.fromJson(json, Rendered.MAPPER);

        assertThat(conference.getSid()).isEqualTo(CONFERENCE_SID);
        assertThat(conference.getFriendlyName()).isEqualTo("stand-up");
        assertThat(conference.getStatus()).isEqualTo(Conference.Status.COMPLETED);
        assertThat(conference.getReasonConferenceEnded())
                .isEqualTo(Conference.ReasonConferenceEnded.LAST_PARTICIPANT_LEFT);
        assertThat(conference.getCallSidEndingConference()).isEqualTo(CALL_SID);
        assertThat(conference.getRegion()).isNull();
        assertThat(conference.getDateCreated()).isEqualTo(Rendered.date(SampleResources.CREATED));
        assertThat(conference.getUri()).isEqualTo(ACCOUNT_PATH + "/Conferences/" + CONFERENCE_SID + ".json");
        assertThat(conference.getSubresourceUris()).containsOnlyKeys("participants", "recordings");
        assertThat(Rendered.tree(json).size()).isEqualTo(12);
    }

    @Test
    void twiliosLibraryReadsAParticipant() {
        String json = Rendered.json(ConferenceViews.PARTICIPANT, SampleResources.participant(7));
        Participant participant = Participant.fromJson(json, Rendered.MAPPER);

        assertThat(participant.getCallSid()).isEqualTo(CALL_SID);
        assertThat(participant.getConferenceSid()).isEqualTo(CONFERENCE_SID);
        assertThat(participant.getLabel()).isEqualTo("customer");
        assertThat(participant.getCallSidToCoach()).isEqualTo(SampleResources.PARENT_CALL_SID);
        assertThat(participant.getMuted()).isTrue();
        assertThat(participant.getHold()).isFalse();
        assertThat(participant.getCoaching()).isTrue();
        assertThat(participant.getEndConferenceOnExit()).isFalse();
        assertThat(participant.getStartConferenceOnEnter()).isTrue();
        assertThat(participant.getStatus()).isEqualTo(Participant.Status.CONNECTED);
        assertThat(participant.getUri())
                .isEqualTo(ACCOUNT_PATH + "/Conferences/" + CONFERENCE_SID + "/Participants/" + CALL_SID + ".json");
        assertThat(Rendered.tree(json).size()).isEqualTo(15);
        assertThat(Rendered.tree(json).get("muted").isBoolean()).isTrue();
        assertThat(Rendered.tree(json).has("sid")).isFalse();
    }

    /** Twilio tells it in the answer to the request that creates a participant, and nowhere else. */
    @Test
    void theQueueTimeOfAParticipantIsNullAndNotMissing() {
        assertThat(Rendered.tree(ConferenceViews.PARTICIPANT, SampleResources.participant(7))
                        .get("queue_time")
                        .isNull())
                .isTrue();
        assertThat(ConferenceViews.PARTICIPANT.missing(List.of(SampleResources.participant(7))))
                .isEmpty();
        assertThat(ConferenceViews.CONFERENCE.missing(List.of(SampleResources.conference())))
                .containsExactly("region");
    }

    @Test
    void flagsThatNoEventCarriedAreNull() {
        JsonNode participant = Rendered.tree(ConferenceViews.PARTICIPANT, SampleResources.participant(-1));

        for (String flag :
                new String[] {"muted", "hold", "coaching", "end_conference_on_exit", "start_conference_on_enter"}) {
            assertThat(participant.get(flag).isNull()).as(flag).isTrue();
        }
        assertThat(ConferenceViews.PARTICIPANT.missing(List.of(SampleResources.participant(-1))))
                .containsExactly("coaching", "end_conference_on_exit", "muted", "hold", "start_conference_on_enter");
    }
}
