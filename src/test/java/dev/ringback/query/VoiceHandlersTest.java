package dev.ringback.query;

import static dev.ringback.TestCallbacks.callStatus;
import static dev.ringback.TestCallbacks.conference;
import static dev.ringback.TestCallbacks.participant;
import static dev.ringback.TestCallbacks.recording;
import static dev.ringback.TestCallbacks.sid;
import static dev.ringback.web.TestApi.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.ringback.TestCallbacks;
import dev.ringback.web.TestApi;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VoiceHandlersTest {
    private final String callSid = sid("CA");
    private final String conferenceSid = sid("CF");
    private final String recordingSid = sid("RE");

    @TempDir
    Path folder;

    private TestApi api;

    @BeforeEach
    void openDoor() {
        api = TestApi.open(folder);
    }

    @AfterEach
    void closeDoor() {
        api.close();
    }

    @Test
    void aCallThatOnlyBeganIsQueued() {
        api.receive(callStatus(callSid, "initiated", 0, "Sun, 01 Mar 2026 12:00:00 +0000"));

        get("/Calls/" + callSid)
                .body("status", equalTo("queued"))
                .body("duration", nullValue())
                .body("start_time", nullValue())
                .body("date_created", equalTo("Sun, 01 Mar 2026 12:00:00 +0000"));
    }

    @Test
    void aCompletedCallHasItsTimesAndDuration() {
        api.receive(callStatus(callSid, "completed", 3, "Sun, 01 Mar 2026 12:01:00 +0000")
                .with("Duration", "1")
                .with("CallDuration", "16"));
        api.receive(callStatus(callSid, "in-progress", 2, "Sun, 01 Mar 2026 12:00:44 +0000"));

        get("/Calls/" + callSid)
                .body("status", equalTo("completed"))
                .body("duration", equalTo("16"))
                .body("start_time", equalTo("Sun, 01 Mar 2026 12:00:44 +0000"))
                .body("end_time", equalTo("Sun, 01 Mar 2026 12:01:00 +0000"))
                .body("to_formatted", equalTo("(415) 555-0101"));
        get("/Calls").body("calls", hasSize(1)).body("calls[0].sid", equalTo(callSid));
    }

    /** Whoever asks for the failed calls since yesterday does not want an empty list. */
    @Test
    void aCallThatNobodyAnsweredBeganWhenItWasMade() {
        api.receive(callStatus(callSid, "initiated", 0, "Sun, 01 Mar 2026 12:00:00 +0000"));
        api.receive(callStatus(callSid, "busy", 1, "Sun, 01 Mar 2026 12:00:09 +0000")
                .with("CallDuration", "0"));

        get("/Calls/" + callSid)
                .body("start_time", equalTo("Sun, 01 Mar 2026 12:00:00 +0000"))
                .body("end_time", equalTo("Sun, 01 Mar 2026 12:00:09 +0000"))
                .body("duration", equalTo("0"));
        api.asOwner()
                .get(path("/Calls.json?Status=busy&StartTime%3E=2026-03-01"))
                .then()
                .body("calls", hasSize(1));
        api.asOwner()
                .get(path("/Calls.json?StartTime%3E=2026-03-01T12:00:01Z"))
                .then()
                .body("calls", hasSize(0));
    }

    /** Pollers read it as a number, and Twilio's own answers for such calls have one. */
    @ParameterizedTest
    @ValueSource(strings = {"busy", "no-answer", "canceled", "failed"})
    void aCallThatEndedUnansweredLastedNoTimeAlsoWhereNobodySaysSo(String status) {
        api.receive(callStatus(callSid, "ringing", 0, "Sun, 01 Mar 2026 12:00:00 +0000"));
        api.receive(callStatus(callSid, status, 1, "Sun, 01 Mar 2026 12:00:09 +0000"));

        api.asOwner()
                .get(path("/Calls/" + callSid + ".json"))
                .then()
                .header("X-Ringback-Missing", "phone_number_sid,price,price_unit,group_sid,queue_time")
                .body("duration", equalTo("0"))
                .body("end_time", equalTo("Sun, 01 Mar 2026 12:00:09 +0000"));
    }

    @Test
    void aRecordingOfACallIsFoundUnderTheAccountAndUnderItsCall() {
        api.receive(
                recording(recordingSid, "completed").with("CallSid", callSid).with("RecordingDuration", "7"));

        get("/Recordings").body("recordings[0].sid", equalTo(recordingSid));
        get("/Recordings/" + recordingSid)
                .body("duration", equalTo("7"))
                .body("channels", equalTo(1))
                .body("error_code", nullValue())
                .body("uri", equalTo(path("/Recordings/" + recordingSid + ".json")));
        get("/Calls/" + callSid + "/Recordings").body("recordings[0].track", equalTo("both"));
        get("/Calls/" + callSid + "/Recordings/" + recordingSid)
                .body("uri", equalTo(path("/Calls/" + callSid + "/Recordings/" + recordingSid + ".json")));
        get("/Calls/" + sid("CA") + "/Recordings").body("recordings", hasSize(0));
        missing("/Calls/" + sid("CA") + "/Recordings/" + recordingSid);
        missing("/Conferences/" + conferenceSid + "/Recordings/" + recordingSid);
    }

    @Test
    void aRecordingOfAConferenceIsFoundUnderItsConference() {
        api.receive(recording(recordingSid, "completed").with("ConferenceSid", conferenceSid));

        String uri = path("/Conferences/" + conferenceSid + "/Recordings/" + recordingSid + ".json");
        get("/Conferences/" + conferenceSid + "/Recordings").body("recordings[0].uri", equalTo(uri));
        get("/Conferences/" + conferenceSid + "/Recordings/" + recordingSid)
                .body("call_sid", nullValue())
                .body("uri", equalTo(uri));
        missing("/Calls/" + callSid + "/Recordings/" + recordingSid);
    }

    @Test
    void aTranscriptionIsFoundUnderTheAccountAndUnderItsRecording() {
        String transcriptionSid = sid("TR");
        api.receive(new TestCallbacks()
                .with("AccountSid", TestCallbacks.ACCOUNT_SID)
                .with("TranscriptionSid", transcriptionSid)
                .with("TranscriptionText", "hello")
                .with("TranscriptionStatus", "completed")
                .with("RecordingSid", recordingSid)
                .with("CallSid", callSid));

        get("/Transcriptions").body("transcriptions[0].sid", equalTo(transcriptionSid));
        get("/Transcriptions/" + transcriptionSid)
                .body("transcription_text", equalTo("hello"))
                .body("recording_sid", equalTo(recordingSid))
                .body("type", equalTo("fast"));
        get("/Recordings/" + recordingSid + "/Transcriptions").body("transcriptions", hasSize(1));
        get("/Recordings/" + recordingSid + "/Transcriptions/" + transcriptionSid)
                .body("sid", equalTo(transcriptionSid));
        get("/Recordings/" + sid("RE") + "/Transcriptions").body("transcriptions", hasSize(0));
        missing("/Recordings/" + sid("RE") + "/Transcriptions/" + transcriptionSid);
    }

    @Test
    void participantsAreThereWhileTheyAreInTheConference() {
        String otherCallSid = sid("CA");
        api.receive(participant(conferenceSid, callSid, "participant-join", 1).with("ParticipantLabel", "a/b c%"));
        api.receive(conference(conferenceSid, "conference-start", 2));
        api.receive(
                participant(conferenceSid, otherCallSid, "participant-join", 3).with("Muted", "true"));

        get("/Conferences").body("conferences[0].status", equalTo("in-progress"));
        get("/Conferences/" + conferenceSid)
                .body("friendly_name", equalTo("stand-up"))
                .body("region", nullValue());
        get("/Conferences/" + conferenceSid + "/Participants").body("participants", hasSize(2));
        get("/Conferences/" + conferenceSid + "/Participants/" + otherCallSid)
                .body("muted", equalTo(true))
                .body("hold", equalTo(false))
                .body("status", equalTo("connected"));
        get("/Conferences/" + conferenceSid + "/Participants/a%2Fb%20c%25").body("call_sid", equalTo(callSid));

        api.receive(participant(conferenceSid, otherCallSid, "participant-leave", 4));

        get("/Conferences/" + conferenceSid + "/Participants").body("participants", hasSize(1));
        missing("/Conferences/" + conferenceSid + "/Participants/" + otherCallSid);
        missing("/Conferences/" + sid("CF") + "/Participants");
    }

    @Test
    void aListOfConferencesWithoutStatusHasThoseInProgressAlone() {
        String waiting = sid("CF");
        String running = sid("CF");
        String over = sid("CF");
        api.receive(participant(waiting, callSid, "participant-join", 1));
        api.receive(conference(running, "conference-start", 2));
        api.receive(conference(over, "conference-start", 3));
        api.receive(conference(over, "conference-end", 4));

        for (String query : List.of("", "?Status=", "?Status=in-progress", "?FriendlyName=stand-up")) {
            conferences(query, running);
        }
        conferences("?Status=init", waiting);
        conferences("?Status=completed", over);
        conferences("?Status=any", over, running, waiting);
        conferences("?Status=ANY&Order=asc", waiting, running, over);
        conferences("?Status=any&FriendlyName=nobody");
        get("/Conferences/" + over).body("status", equalTo("completed"));
    }

    @Test
    void pagesOfConferencesKeepTheStatusTheyWereAskedFor() {
        List<String> running = new ArrayList<>();
        List<String> all = new ArrayList<>();
        for (int second = 1; second <= 3; second++) {
            String over = sid("CF");
            api.receive(conference(over, "conference-end", 2 * second - 1));
            running.add(0, sid("CF"));
            api.receive(conference(running.get(0), "conference-start", 2 * second));
            all.add(0, over);
            all.add(0, running.get(0));
        }

        assertThat(thereAndBack("?PageSize=1")).isEqualTo(running);
        assertThat(thereAndBack("?PageSize=2&Status=any")).isEqualTo(all);
        String first = get("/Conferences", "?PageSize=1").extract().path("next_page_uri");
        api.receive(conference(running.get(0), "conference-end", 9));
        api.asOwner().get(first).then().statusCode(200).body("conferences.sid", contains(running.get(1)));
    }

    /** The SIDs of all pages, having gone back over each link to the page before. */
    private List<String> thereAndBack(String query) {
        List<String> sids = new ArrayList<>();
        String uri = path("/Conferences.json" + query);
        List<String> before = List.of();
        while (uri != null) {
            JsonPath page =
                    api.asOwner().get(uri).then().statusCode(200).extract().jsonPath();
            if (!before.isEmpty()) {
                api.asOwner().get(page.getString("previous_page_uri")).then().body("conferences.sid", equalTo(before));
            }
            before = page.getList("conferences.sid");
            sids.addAll(before);
            uri = page.getString("next_page_uri");
        }
        return sids;
    }

    private void conferences(String query, String... sids) {
        get("/Conferences", query).body("conferences.sid", equalTo(List.of(sids)));
    }

    @Test
    void participantsArePagedByTheirCalls() {
        for (int i = 1; i <= 3; i++) {
            api.receive(participant(conferenceSid, sid("CA"), "participant-join", i));
        }

        String next = get("/Conferences/" + conferenceSid + "/Participants", "?PageSize=2")
                .body("participants", hasSize(2))
                .extract()
                .path("next_page_uri");

        api.asOwner().get(next).then().statusCode(200).body("participants", hasSize(1));
    }

    private ValidatableResponse get(String path) {
        return get(path, "");
    }

    private ValidatableResponse get(String path, String query) {
        return api.asOwner().get(path(path + ".json" + query)).then().statusCode(200);
    }

    private void missing(String path) {
        api.asOwner().get(path(path + ".json")).then().statusCode(404).body("code", equalTo(20404));
    }
}
