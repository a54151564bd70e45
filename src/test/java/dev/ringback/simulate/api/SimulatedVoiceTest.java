package dev.ringback.simulate.api;

import static dev.ringback.simulate.api.TestTwilio.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.Conference;
import com.twilio.rest.api.v2010.account.Recording;
import com.twilio.rest.api.v2010.account.conference.Participant;
import com.twilio.type.PhoneNumber;
import com.twilio.type.Twiml;
import dev.ringback.conformance.AnswerShape;
import dev.ringback.simulate.Target;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls, recordings and conferences of the stand-in, mostly as Twilio's own Java library sees them. */
class SimulatedVoiceTest {
    private static final PhoneNumber TO = new PhoneNumber("+14155550150");
    private static final PhoneNumber FROM = new PhoneNumber("+14155550100");
    private static final Twiml TWIML = new Twiml("<Response><Say>Hello</Say></Response>");

    private final TestTwilio test = new TestTwilio();
    private final SimulatedTwilio twilio = test.twilio();
    private final TwilioRestClient client = test.client();

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void aCallIsPlacedAnsweredCompletedAndPriced() {
        try (Target target = Target.answering(204)) {
            Call created = Call.creator(TO, FROM, TWIML)
                    .setStatusCallback(URI.create(target.url()))
                    .setStatusCallbackEvent(List.of("initiated", "ringing", "answered", "completed"))
                    .create(client);

            assertThat(created.getStatus()).isEqualTo(Call.Status.QUEUED);
            assertThat(created.getDateCreated()).isNull();
            twilio.advance(Duration.ofSeconds(10));
            assertThat(fetch(created).getStatus()).isEqualTo(Call.Status.IN_PROGRESS);
            twilio.advance(Duration.ofMinutes(1));
            Call completed = fetch(created);
            assertThat(completed.getStatus()).isEqualTo(Call.Status.COMPLETED);
            assertThat(completed.getDuration()).isEqualTo("30");
            assertThat(completed.getPrice()).isNull();
            twilio.advance(Duration.ofMinutes(1));
            assertThat(fetch(created).getPrice()).startsWith("-");
            assertThat(target.requests())
                    .extracting(request -> request.parameters().get("CallStatus"))
                    .containsExactly("initiated", "ringing", "in-progress", "completed");
            assertThat(target.requests())
                    .extracting(request -> request.parameters().get("SequenceNumber"))
                    .containsExactly("0", "1", "2", "3");
        }
    }

    @Test
    void onlyCompletedIsToldToWhoAsksForNoMore() {
        try (Target target = Target.answering(204)) {
            Call.creator(TO, FROM, TWIML)
                    .setStatusCallback(URI.create(target.url()))
                    .create(client);

            twilio.advance(Duration.ofMinutes(2));

            assertThat(target.requests())
                    .extracting(request -> request.parameters().get("CallStatus"))
                    .containsExactly("completed");
        }
    }

    @Test
    void aCallIsCanceledCompletedAndDeleted() {
        Call canceled = Call.creator(TO, FROM, TWIML).create(client);
        Call.updater(canceled.getSid()).setStatus(Call.UpdateStatus.CANCELED).update(client);
        Call ended = Call.creator(TO, FROM, TWIML).create(client);
        twilio.advance(Duration.ofSeconds(10));
        assertThatThrownBy(() -> Call.deleter(ended.getSid()).delete(client)).isInstanceOf(ApiException.class);

        Call.updater(ended.getSid()).setStatus(Call.UpdateStatus.COMPLETED).update(client);

        assertThat(fetch(canceled).getStatus()).isEqualTo(Call.Status.CANCELED);
        assertThat(fetch(ended).getDuration()).isEqualTo("6");
        assertThat(Call.reader().setStatus(Call.Status.CANCELED).read(client)).hasSize(1);
        assertThat(Call.deleter(ended.getSid()).delete(client)).isTrue();
    }

    @Test
    void aRecordedCallHasARecordingThatIsToldHeardAndDeleted() throws Exception {
        try (Target target = Target.answering(204)) {
            Call call = Call.creator(TO, FROM, TWIML)
                    .setRecord(true)
                    .setRecordingStatusCallback(target.url())
                    .create(client);
            twilio.advance(Duration.ofMinutes(5));

            Recording recording = Recording.reader()
                    .setCallSid(call.getSid())
                    .read(client)
                    .iterator()
                    .next();

            assertThat(recording.getStatus()).isEqualTo(Recording.Status.COMPLETED);
            assertThat(recording.getDuration()).isEqualTo("30");
            assertThat(recording.getPrice()).startsWith("-");
            assertThat(target.requests()).hasSize(1);
            assertThat(target.requests().get(0).parameters().get("RecordingSid"))
                    .isEqualTo(recording.getSid());
            assertThat(test.getBytes(path("/Recordings/" + recording.getSid() + ".mp3"))
                            .body())
                    .isEqualTo(twilio.contents()
                            .mp3(twilio.recording(recording.getSid()).orElseThrow())
                            .bytes());
            assertThat(Recording.deleter(recording.getSid()).delete(client)).isTrue();
            assertThat(Recording.reader().read(client)).isEmpty();
            assertThat(Recording.reader().setIncludeSoftDeleted(true).read(client))
                    .extracting(Recording::getStatus)
                    .containsExactly(Recording.Status.DELETED);
        }
    }

    @Test
    void aRecordingIsStartedAndStoppedWhileACallGoesOn() {
        Call call = Call.creator(TO, FROM, TWIML).create(client);
        twilio.advance(Duration.ofSeconds(5));

        String sid = com.twilio.rest.api.v2010.account.call.Recording.creator(call.getSid())
                .create(client)
                .getSid();
        twilio.advance(Duration.ofSeconds(5));
        com.twilio.rest.api.v2010.account.call.Recording.updater(
                        call.getSid(), sid, com.twilio.rest.api.v2010.account.call.Recording.Status.STOPPED)
                .update(client);
        twilio.advance(Duration.ofSeconds(5));

        assertThat(Recording.fetcher(sid).fetch(client).getDuration()).isEqualTo("5");
    }

    @Test
    void aConferenceStartsWithTheSecondParticipantAndEndsWithTheLast() {
        try (Target target = Target.answering(204)) {
            Participant first = Participant.creator("standup", FROM, TO)
                    .setLabel("a moderator")
                    .setConferenceStatusCallback(URI.create(target.url()))
                    .setConferenceStatusCallbackEvent(List.of("start", "end", "join", "leave"))
                    .create(client);
            Participant second =
                    Participant.creator(first.getConferenceSid(), FROM, TO).create(client);
            twilio.advance(Duration.ofSeconds(10));

            assertThat(Conference.reader().read(client))
                    .extracting(Conference::getStatus)
                    .containsExactly(Conference.Status.IN_PROGRESS);
            assertThat(Participant.fetcher(first.getConferenceSid(), "a moderator")
                            .fetch(client)
                            .getStatus())
                    .isEqualTo(Participant.Status.CONNECTED);
            Participant.updater(first.getConferenceSid(), second.getCallSid())
                    .setMuted(true)
                    .update(client);
            assertThat(Participant.reader(first.getConferenceSid())
                            .setMuted(true)
                            .read(client))
                    .hasSize(1);
            Participant.deleter(first.getConferenceSid(), second.getCallSid()).delete(client);
            assertThat(Participant.reader(first.getConferenceSid()).read(client))
                    .hasSize(1);
            twilio.advance(Duration.ofMinutes(1));

            assertThat(Conference.reader().read(client)).isEmpty();
            assertThat(Conference.reader()
                            .setStatus(Conference.Status.COMPLETED)
                            .read(client))
                    .extracting(Conference::getReasonConferenceEnded)
                    .containsExactly(Conference.ReasonConferenceEnded.LAST_PARTICIPANT_LEFT);
            assertThat(target.requests())
                    .extracting(request -> request.parameters().get("StatusCallbackEvent"))
                    .containsExactly(
                            "participant-join",
                            "participant-join",
                            "conference-start",
                            "participant-leave",
                            "participant-leave",
                            "conference-end");
        }
    }

    @Test
    void answersHaveTheShapeThatTwilioDocuments() throws Exception {
        Call call = Call.creator(TO, FROM, TWIML).setRecord(true).create(client);
        Participant participant = Participant.creator("standup", FROM, TO).create(client);
        twilio.advance(Duration.ofSeconds(10));
        for (String address : List.of(
                "/Calls.json",
                "/Calls/" + call.getSid() + ".json",
                "/Calls/" + call.getSid() + "/Recordings.json",
                "/Recordings.json",
                "/Transcriptions.json",
                "/Conferences/" + participant.getConferenceSid() + ".json",
                "/Conferences/" + participant.getConferenceSid() + "/Participants.json")) {
            AnswerShape.check(path(address), test.get(path(address)).body());
        }
    }

    @Test
    void simpleResourcesAnswer() throws Exception {
        assertThat(test.get(path("/Balance.json")).body()).contains("\"balance\"");
        assertThat(test.get(path(".json")).body()).contains("\"auth_token\":\"" + TestTwilio.AUTH_TOKEN);
        assertThat(test.get("/2010-04-01/Accounts.json").body()).contains(TestTwilio.SUBACCOUNT_SID);
        assertThat(com.twilio.rest.api.v2010.account.IncomingPhoneNumber.reader()
                        .read(client))
                .hasSize(3);
        assertThat(com.twilio.rest.api.v2010.account.usage.Record.reader().read(client))
                .hasSize(2);
    }

    private Call fetch(Call call) {
        return Call.fetcher(call.getSid()).fetch(client);
    }
}
