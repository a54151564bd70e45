package dev.ringback.conformance;

import static dev.ringback.TestCallbacks.ACCOUNT_SID;
import static dev.ringback.TestCallbacks.conference;
import static dev.ringback.TestCallbacks.participant;
import static dev.ringback.TestCallbacks.sid;
import static dev.ringback.conformance.LibraryFixture.day;
import static dev.ringback.conformance.LibraryFixture.instant;
import static dev.ringback.web.TestApi.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.rest.api.v2010.account.Conference;
import com.twilio.rest.api.v2010.account.ConferenceReader;
import com.twilio.rest.api.v2010.account.conference.Participant;
import com.twilio.rest.api.v2010.account.conference.ParticipantReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Conferences and participants through Twilio's Java library. */
class ConferencesTest extends LibraryTest {
    private static final String FIRST_DAY = "Sun, 01 Mar 2026 12:00:00 +0000";
    private static final String SECOND_DAY = "Mon, 02 Mar 2026 12:00:00 +0000";
    private static final String THIRD_DAY = "Tue, 03 Mar 2026 12:00:00 +0000";

    @Test
    void aConferenceHasWhatItsCallbacksSaid() {
        String sid = sid("CF");
        String callSid = sid("CA");
        fixture.receive(conference(sid, "conference-start", 1).with("Timestamp", FIRST_DAY));
        fixture.receive(conference(sid, "conference-end", 2)
                .with("Timestamp", SECOND_DAY)
                .with("CallSidEndingConference", callSid)
                .with("ReasonConferenceEnded", "participant-with-end-conference-on-exit-left"));

        assertThat(Conference.fetcher(sid).fetch(twilio))
                .returns(sid, Conference::getSid)
                .returns(ACCOUNT_SID, Conference::getAccountSid)
                .returns("2010-04-01", Conference::getApiVersion)
                .returns("stand-up", Conference::getFriendlyName)
                .returns(Conference.Status.COMPLETED, Conference::getStatus)
                .returns(callSid, Conference::getCallSidEndingConference)
                .returns(
                        Conference.ReasonConferenceEnded.PARTICIPANT_WITH_END_CONFERENCE_ON_EXIT_LEFT,
                        Conference::getReasonConferenceEnded)
                .returns(Instant.parse("2026-03-01T12:00:00Z"), it -> instant(it.getDateCreated()))
                .returns(Instant.parse("2026-03-02T12:00:00Z"), it -> instant(it.getDateUpdated()))
                .returns(null, Conference::getRegion)
                .returns(path("/Conferences/" + sid + ".json"), Conference::getUri)
                .returns(
                        Map.of(
                                "participants",
                                path("/Conferences/" + sid + "/Participants.json"),
                                "recordings",
                                path("/Conferences/" + sid + "/Recordings.json")),
                        Conference::getSubresourceUris);
    }

    @Test
    void everyReasonOfTheLibraryArrivesAsItself() {
        for (Conference.ReasonConferenceEnded reason : Conference.ReasonConferenceEnded.values()) {
            String sid = sid("CF");
            fixture.receive(conference(sid, "conference-end", 2).with("ReasonConferenceEnded", reason.toString()));

            assertThat(Conference.fetcher(sid).fetch(twilio).getReasonConferenceEnded())
                    .isEqualTo(reason);
        }
    }

    @Test
    void conferencesAreListedAndFound() {
        String waiting = sid("CF");
        String running = sid("CF");
        String over = sid("CF");
        fixture.receive(participant(waiting, sid("CA"), "participant-join", 1).with("Timestamp", FIRST_DAY));
        fixture.receive(conference(running, "conference-start", 1).with("Timestamp", SECOND_DAY));
        fixture.receive(conference(over, "conference-start", 1)
                .with("Timestamp", "Mon, 02 Mar 2026 13:00:00 +0000")
                .with("FriendlyName", "Küche & Bad"));
        fixture.receive(conference(over, "conference-end", 2)
                .with("Timestamp", THIRD_DAY)
                .with("FriendlyName", "Küche & Bad"));

        Map<Conference.Status, String> all = Map.of(
                Conference.Status.INIT, waiting,
                Conference.Status.IN_PROGRESS, running,
                Conference.Status.COMPLETED, over);
        expect(reader -> reader, running);
        expectOf(all, reader -> reader, over, running, waiting);
        expectOf(all, reader -> reader.setFriendlyName("Küche & Bad"), over);
        expectOf(all, reader -> reader.setFriendlyName("stand-up"), running, waiting);
        expectOf(all, reader -> reader.setFriendlyName("Küche"));
        expectOf(all, reader -> reader.setDateCreated(day("2026-03-02")), over, running);
        expectOf(all, reader -> reader.setDateCreatedBefore(day("2026-03-02")), waiting);
        expectOf(all, reader -> reader.setDateCreatedAfter(day("2026-03-02")), over, running);
        expectOf(all, reader -> reader.setDateUpdated(day("2026-03-03")), over);
        expectOf(all, reader -> reader.setDateUpdatedBefore(day("2026-03-03")), running, waiting);
        expectOf(all, reader -> reader.setDateUpdatedAfter(day("2026-03-03")), over);
        expect(
                reader -> reader.setDateCreatedAfter(day("2026-03-02"))
                        .setDateCreatedBefore(day("2026-03-03"))
                        .setDateUpdated(day("2026-03-02"))
                        .setStatus(Conference.Status.IN_PROGRESS)
                        .setFriendlyName("stand-up"),
                running);
    }

    @Test
    void withoutStatusPagesHaveThoseInProgressAlone() {
        List<String> running = new ArrayList<>();
        for (int second = 1; second <= 5; second++) {
            String over = sid("CF");
            fixture.receive(conference(over, "conference-start", second));
            fixture.receive(conference(over, "conference-end", second + 1));
            running.add(0, sid("CF"));
            fixture.receive(conference(running.get(0), "conference-start", second));
        }

        expect(reader -> reader, running.toArray(String[]::new));
        expect(reader -> reader.setStatus(Conference.Status.IN_PROGRESS), running.toArray(String[]::new));
    }

    @Test
    void aParticipantHasWhatItsCallbackSaid() {
        String sid = sid("CF");
        String callSid = sid("CA");
        String coached = sid("CA");
        fixture.receive(participant(sid, callSid, "participant-join", 1)
                .with("Timestamp", FIRST_DAY)
                .with("ParticipantLabel", "front-desk")
                .with("StartConferenceOnEnter", "false"));
        fixture.receive(participant(sid, callSid, "participant-modify", 2)
                .with("Timestamp", SECOND_DAY)
                .with("ParticipantLabel", "front-desk")
                .with("Muted", "true")
                .with("Coaching", "true")
                .with("CallSidToCoach", coached)
                .with("EndConferenceOnExit", "true")
                .with("StartConferenceOnEnter", "false"));

        for (String name : List.of(callSid, "front-desk")) {
            assertThat(Participant.fetcher(sid, name).fetch(twilio))
                    .returns(ACCOUNT_SID, Participant::getAccountSid)
                    .returns(callSid, Participant::getCallSid)
                    .returns(sid, Participant::getConferenceSid)
                    .returns("front-desk", Participant::getLabel)
                    .returns(coached, Participant::getCallSidToCoach)
                    .returns(true, Participant::getMuted)
                    .returns(false, Participant::getHold)
                    .returns(true, Participant::getCoaching)
                    .returns(true, Participant::getEndConferenceOnExit)
                    .returns(false, Participant::getStartConferenceOnEnter)
                    .returns(Participant.Status.CONNECTED, Participant::getStatus)
                    .returns(Instant.parse("2026-03-01T12:00:00Z"), it -> instant(it.getDateCreated()))
                    .returns(Instant.parse("2026-03-02T12:00:00Z"), it -> instant(it.getDateUpdated()))
                    .returns(null, Participant::getQueueTime)
                    .returns(path("/Conferences/" + sid + "/Participants/" + callSid + ".json"), Participant::getUri);
        }
    }

    @Test
    void participantsAreListedAndFoundWhileTheyAreThere() {
        String sid = sid("CF");
        List<String> calls = List.of(sid("CA"), sid("CA"), sid("CA"), sid("CA"), sid("CA"));
        fixture.receive(participant(sid, calls.get(0), "participant-join", 1));
        fixture.receive(participant(sid, calls.get(1), "participant-join", 2).with("Muted", "true"));
        fixture.receive(participant(sid, calls.get(2), "participant-join", 3).with("Hold", "true"));
        fixture.receive(participant(sid, calls.get(3), "participant-join", 4)
                .with("Muted", "true")
                .with("Coaching", "true"));
        fixture.receive(participant(sid, calls.get(4), "participant-join", 5));
        fixture.receive(participant(sid("CF"), sid("CA"), "participant-join", 1));

        expectIn(sid, reader -> reader, calls.get(4), calls.get(3), calls.get(2), calls.get(1), calls.get(0));
        expectIn(sid, reader -> reader.setMuted(true), calls.get(3), calls.get(1));
        expectIn(sid, reader -> reader.setMuted(false), calls.get(4), calls.get(2), calls.get(0));
        expectIn(sid, reader -> reader.setHold(true), calls.get(2));
        expectIn(sid, reader -> reader.setHold(false).setMuted(true), calls.get(3), calls.get(1));
        expectIn(sid, reader -> reader.setCoaching(true), calls.get(3));
        expectIn(sid, reader -> reader.setCoaching(false).setMuted(true).setHold(false), calls.get(1));

        fixture.receive(participant(sid, calls.get(2), "participant-leave", 6));
        expectIn(sid, reader -> reader, calls.get(4), calls.get(3), calls.get(1), calls.get(0));
        fixture.receive(conference(sid, "conference-end", 7));
        expectIn(sid, reader -> reader);
    }

    private void expect(UnaryOperator<ConferenceReader> filter, String... sids) {
        LibraryReads.expect(twilio, () -> filter.apply(Conference.reader()), Conference::getSid, List.of(sids));
    }

    /** In a list of each status, as no list of this library has several. */
    private void expectOf(Map<Conference.Status, String> all, UnaryOperator<ConferenceReader> filter, String... sids) {
        all.forEach((status, sid) -> expect(
                reader -> filter.apply(reader).setStatus(status),
                Stream.of(sids).filter(sid::equals).toArray(String[]::new)));
    }

    private void expectIn(String conferenceSid, UnaryOperator<ParticipantReader> filter, String... callSids) {
        LibraryReads.expect(
                twilio,
                () -> filter.apply(Participant.reader(conferenceSid)),
                Participant::getCallSid,
                List.of(callSids));
    }
}
