package dev.ringback.twilio.rest;

import static dev.ringback.twilio.rest.SampleResources.ACCOUNT_PATH;
import static dev.ringback.twilio.rest.SampleResources.CALL_SID;
import static dev.ringback.twilio.rest.SampleResources.CONFERENCE_SID;
import static dev.ringback.twilio.rest.SampleResources.RECORDING_SID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.twilio.rest.api.v2010.account.Recording;
import com.twilio.rest.api.v2010.account.Transcription;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingViewsTest {
    private static final String MEDIA_URL = "https://api.twilio.com" + ACCOUNT_PATH + "/Recordings/" + RECORDING_SID;
    private static final List<String> COMMON = List.of(
            "account_sid",
            "api_version",
            "call_sid",
            "conference_sid",
            "date_created",
            "date_updated",
            "start_time",
            "duration",
            "sid",
            "price",
            "price_unit",
            "status",
            "channels",
            "source",
            "error_code",
            "encryption_details",
            "uri");

    @Test
    void twiliosLibraryReadsARecordingOfTheAccount() {
        String json = Rendered.json(RecordingViews.OF_ACCOUNT, SampleResources.recording(MEDIA_URL));
        Recording recording = Recording.fromJson(json, Rendered.MAPPER);

        assertThat(recording.getSid()).isEqualTo(RECORDING_SID);
        assertThat(recording.getStatus()).isEqualTo(Recording.Status.COMPLETED);
        assertThat(recording.getSource()).hasToString("StartCallRecordingAPI");
        assertThat(recording.getChannels()).isEqualTo(2);
        assertThat(recording.getDuration()).isEqualTo("7");
        assertThat(recording.getStartTime()).isEqualTo(Rendered.date(SampleResources.SENT));
        assertThat(recording.getErrorCode()).isNull();
        assertThat(recording.getEncryptionDetails()).isNull();
        assertThat(recording.getMediaUrl()).hasToString(MEDIA_URL);
        assertThat(recording.getUri()).isEqualTo(ACCOUNT_PATH + "/Recordings/" + RECORDING_SID + ".json");
        assertThat(recording.getSubresourceUris())
                .containsOnlyKeys("add_on_results", "transcriptions")
                .containsEntry("add_on_results", ACCOUNT_PATH + "/Recordings/" + RECORDING_SID + "/AddOnResults.json");
        assertThat(Rendered.tree(json).fieldNames())
                .toIterable()
                .containsAll(COMMON)
                .hasSize(COMMON.size() + 2);
    }

    @Test
    void aRecordingOfACallHasItsTrackAndItsAddressBelowTheCall() {
        String json = Rendered.json(RecordingViews.OF_CALL, SampleResources.recording(MEDIA_URL));
        com.twilio.rest.api.v2010.account.call.Recording recording =
                com.twilio.rest.api.v2010.account.call.Recording.fromJson(json, Rendered.MAPPER);

        assertThat(recording.getTrack()).isEqualTo("both");
        assertThat(recording.getPrice()).isNull();
        assertThat(recording.getUri())
                .isEqualTo(ACCOUNT_PATH + "/Calls/" + CALL_SID + "/Recordings/" + RECORDING_SID + ".json");
        assertThat(Rendered.tree(json).fieldNames())
                .toIterable()
                .containsAll(COMMON)
                .contains("track")
                .hasSize(COMMON.size() + 1);
    }

    @Test
    void aRecordingOfAConferenceHasItsAddressBelowTheConference() {
        String json = Rendered.json(RecordingViews.OF_CONFERENCE, SampleResources.recording(MEDIA_URL));
        com.twilio.rest.api.v2010.account.conference.Recording recording =
                com.twilio.rest.api.v2010.account.conference.Recording.fromJson(json, Rendered.MAPPER);

        assertThat(recording.getConferenceSid()).isEqualTo(CONFERENCE_SID);
        assertThat(recording.getUri())
                .isEqualTo(ACCOUNT_PATH + "/Conferences/" + CONFERENCE_SID + "/Recordings/" + RECORDING_SID + ".json");
        assertThat(Rendered.tree(json).fieldNames()).toIterable().containsExactlyElementsOf(COMMON);
    }

    /** Twilio's Java library would refuse the whole page. */
    @Test
    void aMediaUrlThatIsNoUriIsNull() {
        JsonNode recording =
                Rendered.tree(RecordingViews.OF_ACCOUNT, SampleResources.recording("https://example.com/a b"));

        assertThat(recording.get("media_url").isNull()).isTrue();
    }

    @Test
    void aFieldThatTwilioAlwaysHasIsListedAsMissingWhenUnknown() {
        assertThat(RecordingViews.OF_ACCOUNT.missing(List.of(SampleResources.recording(null))))
                .containsExactly("price", "price_unit", "encryption_details", "media_url");
        assertThat(RecordingViews.OF_CALL.missing(List.of(SampleResources.recording(null))))
                .containsExactly("price", "price_unit", "encryption_details");
        assertThat(RecordingViews.TRANSCRIPTION.missing(List.of(SampleResources.transcription())))
                .containsExactly("duration", "price", "price_unit");
    }

    @Test
    void twiliosLibraryReadsATranscription() {
        Transcription transcription = Transcription.fromJson(
                Rendered.json(RecordingViews.TRANSCRIPTION, SampleResources.transcription()), Rendered.MAPPER);

        assertThat(transcription.getStatus()).isEqualTo(Transcription.Status.COMPLETED);
        assertThat(transcription.getRecordingSid()).isEqualTo(RECORDING_SID);
        assertThat(transcription.getTranscriptionText()).isEqualTo("hello");
        assertThat(transcription.getType()).isEqualTo("fast");
        assertThat(transcription.getPrice()).isNull();
        assertThat(transcription.getPriceUnit()).isNull();
        assertThat(transcription.getUri())
                .isEqualTo(ACCOUNT_PATH + "/Transcriptions/" + SampleResources.TRANSCRIPTION_SID + ".json");
    }
}
