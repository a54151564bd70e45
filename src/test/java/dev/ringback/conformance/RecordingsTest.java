package dev.ringback.conformance;

import static dev.ringback.TestCallbacks.ACCOUNT_SID;
import static dev.ringback.TestCallbacks.recording;
import static dev.ringback.TestCallbacks.sid;
import static dev.ringback.conformance.LibraryFixture.day;
import static dev.ringback.conformance.LibraryFixture.instant;
import static dev.ringback.conformance.LibraryFixture.newYork;
import static dev.ringback.web.TestApi.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.exception.ApiException;
import com.twilio.rest.api.v2010.account.Recording;
import com.twilio.rest.api.v2010.account.RecordingReader;
import com.twilio.rest.api.v2010.account.Transcription;
import dev.ringback.TestCallbacks;
import java.net.URI;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Recordings at their three addresses, and transcriptions, through Twilio's Java library. */
class RecordingsTest extends LibraryTest {
    private final String callSid = sid("CA");
    private final String conferenceSid = sid("CF");

    @Test
    void aRecordingHasWhatItsCallbackSaid() {
        String sid = sid("RE");
        fixture.receiveAt("2026-03-01T12:00:30Z", full(sid));

        assertThat(Recording.fetcher(sid).fetch(twilio))
                .returns(sid, Recording::getSid)
                .returns(ACCOUNT_SID, Recording::getAccountSid)
                .returns("2010-04-01", Recording::getApiVersion)
                .returns(callSid, Recording::getCallSid)
                .returns(conferenceSid, Recording::getConferenceSid)
                .returns(Instant.parse("2026-01-01T10:00:05Z"), it -> instant(it.getStartTime()))
                .returns(Instant.parse("2026-01-01T10:00:05Z"), it -> instant(it.getDateCreated()))
                .returns(Instant.parse("2026-03-01T12:00:30Z"), it -> instant(it.getDateUpdated()))
                .returns("7", Recording::getDuration)
                .returns(Recording.Status.ABSENT, Recording::getStatus)
                .returns(2, Recording::getChannels)
                .returns(Recording.Source.START_CONFERENCE_RECORDING_API, Recording::getSource)
                .returns(31_205, Recording::getErrorCode)
                .returns(URI.create("https://api.twilio.com" + path("/Recordings/" + sid)), Recording::getMediaUrl)
                .returns(path("/Recordings/" + sid + ".json"), Recording::getUri)
                .returns(
                        Map.of(
                                "add_on_results",
                                path("/Recordings/" + sid + "/AddOnResults.json"),
                                "transcriptions",
                                path("/Recordings/" + sid + "/Transcriptions.json")),
                        Recording::getSubresourceUris)
                .returns(null, Recording::getPrice)
                .returns(null, Recording::getPriceUnit)
                .returns(null, Recording::getEncryptionDetails);
    }

    @Test
    void aRecordingBelowItsCallHasATrack() {
        String sid = sid("RE");
        fixture.receiveAt("2026-03-01T12:00:30Z", full(sid));

        assertThat(com.twilio.rest.api.v2010.account.call.Recording.fetcher(callSid, sid)
                        .fetch(twilio))
                .returns(sid, it -> it.getSid())
                .returns(ACCOUNT_SID, it -> it.getAccountSid())
                .returns(callSid, it -> it.getCallSid())
                .returns(conferenceSid, it -> it.getConferenceSid())
                .returns("inbound", it -> it.getTrack())
                .returns("7", it -> it.getDuration())
                .returns(2, it -> it.getChannels())
                .returns(31_205, it -> it.getErrorCode())
                .returns(com.twilio.rest.api.v2010.account.call.Recording.Status.ABSENT, it -> it.getStatus())
                .returns(
                        com.twilio.rest.api.v2010.account.call.Recording.Source.START_CONFERENCE_RECORDING_API,
                        it -> it.getSource())
                .returns(Instant.parse("2026-01-01T10:00:05Z"), it -> instant(it.getStartTime()))
                .returns(Instant.parse("2026-01-01T10:00:05Z"), it -> instant(it.getDateCreated()))
                .returns(Instant.parse("2026-03-01T12:00:30Z"), it -> instant(it.getDateUpdated()))
                .returns("2010-04-01", it -> it.getApiVersion())
                .returns(path("/Calls/" + callSid + "/Recordings/" + sid + ".json"), it -> it.getUri())
                .returns(null, it -> it.getPrice())
                .returns(null, it -> it.getPriceUnit())
                .returns(null, it -> it.getEncryptionDetails());
    }

    @Test
    void aRecordingBelowItsConferenceIsTheSame() {
        String sid = sid("RE");
        fixture.receiveAt("2026-03-01T12:00:30Z", full(sid));

        assertThat(com.twilio.rest.api.v2010.account.conference.Recording.fetcher(conferenceSid, sid)
                        .fetch(twilio))
                .returns(sid, it -> it.getSid())
                .returns(ACCOUNT_SID, it -> it.getAccountSid())
                .returns(callSid, it -> it.getCallSid())
                .returns(conferenceSid, it -> it.getConferenceSid())
                .returns("7", it -> it.getDuration())
                .returns(2, it -> it.getChannels())
                .returns(31_205, it -> it.getErrorCode())
                .returns(com.twilio.rest.api.v2010.account.conference.Recording.Status.ABSENT, it -> it.getStatus())
                .returns(
                        com.twilio.rest.api.v2010.account.conference.Recording.Source.START_CONFERENCE_RECORDING_API,
                        it -> it.getSource())
                .returns(Instant.parse("2026-01-01T10:00:05Z"), it -> instant(it.getStartTime()))
                .returns(Instant.parse("2026-01-01T10:00:05Z"), it -> instant(it.getDateCreated()))
                .returns(Instant.parse("2026-03-01T12:00:30Z"), it -> instant(it.getDateUpdated()))
                .returns("2010-04-01", it -> it.getApiVersion())
                .returns(path("/Conferences/" + conferenceSid + "/Recordings/" + sid + ".json"), it -> it.getUri())
                .returns(null, it -> it.getPrice())
                .returns(null, it -> it.getPriceUnit())
                .returns(null, it -> it.getEncryptionDetails());
    }

    @Test
    void everySourceOfTheLibraryArrivesAsItself() {
        for (Recording.Source source : Recording.Source.values()) {
            String sid = sid("RE");
            fixture.receive(recording(sid, "completed").with("RecordingSource", source.toString()));

            assertThat(Recording.fetcher(sid).fetch(twilio).getSource()).isEqualTo(source);
        }
    }

    @Test
    void recordingsAreListedAndFound() {
        List<String> sids = receiveFive();

        expect(reader -> reader, sids.get(4), sids.get(3), sids.get(2), sids.get(1), sids.get(0));
        expect(reader -> reader.setCallSid(callSid), sids.get(4), sids.get(2), sids.get(0));
        expect(reader -> reader.setConferenceSid(conferenceSid), sids.get(4), sids.get(3), sids.get(1));
        expect(reader -> reader.setCallSid(callSid).setConferenceSid(conferenceSid), sids.get(4));
        expect(reader -> reader.setCallSid(sid("CA")));
        expect(reader -> reader.setDateCreated(ZonedDateTime.parse("2026-03-02T00:00:00Z")), sids.get(2), sids.get(1));
        expect(reader -> reader.setDateCreatedBefore(newYork("2026-03-02T00:00:00Z")), sids.get(1), sids.get(0));
        expect(reader -> reader.setDateCreatedAfter(newYork("2026-03-03T00:00:00Z")), sids.get(4), sids.get(3));
        expect(
                reader -> reader.setDateCreatedAfter(newYork("2026-03-02T00:00:01Z"))
                        .setDateCreatedBefore(newYork("2026-03-03T00:00:00Z"))
                        .setConferenceSid(conferenceSid),
                sids.get(3));
    }

    @Test
    void recordingsAreListedBelowTheirCallAndTheirConference() {
        List<String> sids = receiveFive();

        LibraryReads.expect(
                twilio,
                () -> com.twilio.rest.api.v2010.account.call.Recording.reader(callSid),
                it -> it.getSid(),
                List.of(sids.get(4), sids.get(2), sids.get(0)));
        LibraryReads.expect(
                twilio,
                () -> com.twilio.rest.api.v2010.account.call.Recording.reader(callSid)
                        .setDateCreated(day("2026-03-02")),
                it -> it.getSid(),
                List.of(sids.get(2)));
        LibraryReads.expect(
                twilio,
                () -> com.twilio.rest.api.v2010.account.call.Recording.reader(callSid)
                        .setDateCreatedAfter(day("2026-03-02"))
                        .setDateCreatedBefore(day("2026-03-03")),
                it -> it.getSid(),
                List.of(sids.get(2)));
        LibraryReads.expect(
                twilio,
                () -> com.twilio.rest.api.v2010.account.conference.Recording.reader(conferenceSid),
                it -> it.getSid(),
                List.of(sids.get(4), sids.get(3), sids.get(1)));
        LibraryReads.expect(
                twilio,
                () -> com.twilio.rest.api.v2010.account.conference.Recording.reader(conferenceSid)
                        .setDateCreatedBefore(day("2026-03-02")),
                it -> it.getSid(),
                List.of(sids.get(1)));
        LibraryReads.expect(
                twilio,
                () -> com.twilio.rest.api.v2010.account.conference.Recording.reader(conferenceSid)
                        .setDateCreatedAfter(day("2026-03-03")),
                it -> it.getSid(),
                List.of(sids.get(4), sids.get(3)));
    }

    @Test
    void aDeletedRecordingIsShownOnlyOnRequest() {
        List<String> sids = List.of(sid("RE"), sid("RE"));
        fixture.receive(at(sids.get(0), "Mon, 02 Mar 2026 00:00:00 +0000"));
        fixture.receive(
                recording(sids.get(1), "deleted").with("RecordingStartTime", "Tue, 03 Mar 2026 00:00:00 +0000"));

        expect(reader -> reader, sids.get(0));
        expect(reader -> reader.setIncludeSoftDeleted(false), sids.get(0));
        expect(reader -> reader.setIncludeSoftDeleted(true), sids.get(1), sids.get(0));
        assertThat(Recording.fetcher(sids.get(1)).setIncludeSoftDeleted(true).fetch(twilio))
                .returns(Recording.Status.DELETED, Recording::getStatus);
        assertThatThrownBy(() -> Recording.fetcher(sids.get(1)).fetch(twilio))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.getStatusCode()).isEqualTo(404));
    }

    @Test
    void aTranscriptionHasWhatItsCallbackSaid() {
        String sid = sid("TR");
        String recordingSid = sid("RE");
        fixture.receiveAt("2026-03-01T12:00:30Z", transcription(sid, recordingSid, "failed"));
        fixture.receiveAt(
                "2026-03-01T12:00:40Z",
                transcription(sid, recordingSid, "completed").with("TranscriptionText", "Hello, Anna?"));

        assertThat(Transcription.fetcher(sid).fetch(twilio))
                .returns(sid, Transcription::getSid)
                .returns(ACCOUNT_SID, Transcription::getAccountSid)
                .returns("2010-04-01", Transcription::getApiVersion)
                .returns(recordingSid, Transcription::getRecordingSid)
                .returns(Transcription.Status.COMPLETED, Transcription::getStatus)
                .returns("Hello, Anna?", Transcription::getTranscriptionText)
                .returns("fast", Transcription::getType)
                .returns(Instant.parse("2026-03-01T12:00:30Z"), it -> instant(it.getDateCreated()))
                .returns(Instant.parse("2026-03-01T12:00:40Z"), it -> instant(it.getDateUpdated()))
                .returns(path("/Transcriptions/" + sid + ".json"), Transcription::getUri)
                .returns(null, Transcription::getDuration)
                .returns(null, Transcription::getPrice)
                .returns(null, Transcription::getPriceUnit);
        assertThat(com.twilio.rest.api.v2010.account.recording.Transcription.fetcher(recordingSid, sid)
                        .fetch(twilio))
                .returns(sid, it -> it.getSid())
                .returns("Hello, Anna?", it -> it.getTranscriptionText())
                .returns(
                        com.twilio.rest.api.v2010.account.recording.Transcription.Status.COMPLETED,
                        it -> it.getStatus());
    }

    @Test
    void transcriptionsAreListed() {
        String recordingSid = sid("RE");
        List<String> sids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sids.add(sid("TR"));
            fixture.receiveAt("2026-03-01T12:00:1" + i + "Z", transcription(sids.get(i), recordingSid, "completed"));
        }
        String other = sid("TR");
        fixture.receiveAt("2026-03-01T12:00:20Z", transcription(other, sid("RE"), "completed"));
        Collections.reverse(sids);

        LibraryReads.expect(
                twilio,
                () -> com.twilio.rest.api.v2010.account.recording.Transcription.reader(recordingSid),
                it -> it.getSid(),
                sids);
        sids.add(0, other);
        LibraryReads.expect(twilio, Transcription::reader, Transcription::getSid, sids);
    }

    /** Of the call the first, third and fifth; of the conference the second, fourth and fifth. The oldest first. */
    private List<String> receiveFive() {
        List<String> sids = List.of(sid("RE"), sid("RE"), sid("RE"), sid("RE"), sid("RE"));
        fixture.receive(at(sids.get(0), "Sun, 01 Mar 2026 23:59:59 +0000").with("CallSid", callSid));
        fixture.receive(at(sids.get(1), "Mon, 02 Mar 2026 00:00:00 +0000").with("ConferenceSid", conferenceSid));
        fixture.receive(at(sids.get(2), "Mon, 02 Mar 2026 23:59:59 +0000").with("CallSid", callSid));
        fixture.receive(at(sids.get(3), "Tue, 03 Mar 2026 00:00:00 +0000").with("ConferenceSid", conferenceSid));
        fixture.receive(at(sids.get(4), "Tue, 03 Mar 2026 00:00:01 +0000")
                .with("ConferenceSid", conferenceSid)
                .with("CallSid", callSid));
        return sids;
    }

    private static TestCallbacks at(String sid, String startTime) {
        return recording(sid, "completed").with("RecordingStartTime", startTime);
    }

    private TestCallbacks full(String sid) {
        return recording(sid, "absent")
                .with("CallSid", callSid)
                .with("ConferenceSid", conferenceSid)
                .with("RecordingDuration", "7")
                .with("RecordingChannels", "2")
                .with("RecordingTrack", "inbound")
                .with("RecordingSource", "StartConferenceRecordingAPI")
                .with("ErrorCode", "31205");
    }

    private static TestCallbacks transcription(String sid, String recordingSid, String status) {
        return new TestCallbacks()
                .with("AccountSid", ACCOUNT_SID)
                .with("TranscriptionSid", sid)
                .with("TranscriptionStatus", status)
                .with("RecordingSid", recordingSid);
    }

    private void expect(UnaryOperator<RecordingReader> filter, String... sids) {
        LibraryReads.expect(twilio, () -> filter.apply(Recording.reader()), Recording::getSid, List.of(sids));
    }
}
