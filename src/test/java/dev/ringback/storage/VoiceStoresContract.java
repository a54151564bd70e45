package dev.ringback.storage;

import static dev.ringback.storage.TestEntries.START;
import static dev.ringback.storage.TestEntries.progress;
import static dev.ringback.storage.TestEntries.sid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.model.Alert;
import dev.ringback.model.AlertBuilder;
import dev.ringback.model.Call;
import dev.ringback.model.CallBuilder;
import dev.ringback.model.Page;
import dev.ringback.model.PageRequest;
import dev.ringback.model.Recording;
import dev.ringback.model.RecordingBuilder;
import dev.ringback.model.TimeRange;
import dev.ringback.model.Transcription;
import dev.ringback.model.TranscriptionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests what {@link ResourceStore} promises of calls, recordings, transcriptions and alerts. */
public abstract class VoiceStoresContract extends StorageContract {
    private static final PageRequest FIRST = PageRequest.first();

    @Test
    void emptyStoresAnswerEverything() {
        assertThat(database.resources().find(Call.class, account, sid("CA"))).isEmpty();
        assertThat(database.resources().find(Recording.class, account, sid("RE")))
                .isEmpty();
        assertThat(database.resources().find(Transcription.class, account, sid("TR")))
                .isEmpty();
        assertThat(database.resources().find(Alert.class, account, sid("NO"))).isEmpty();
        assertThat(database.resources().list(account, CallFilter.NONE, FIRST)).isEqualTo(nothing());
        assertThat(recordings(sid("CA"), sid("CF"), FIRST)).isEqualTo(nothing());
        assertThat(transcriptions(sid("RE"))).isEqualTo(nothing());
        assertThat(database.resources().list(account, AlertFilter.NONE, FIRST)).isEqualTo(nothing());
    }

    @Test
    void callComesBackWhole() {
        Call whole = CallBuilder.builder()
                .accountSid(account)
                .sid(sid("CA"))
                .progress(progress(4, "completed"))
                .parentCallSid(sid("CA"))
                .to("+14155550100")
                .from("client:alice")
                .direction("outbound-api")
                .apiVersion("2010-04-01")
                .answeredBy("human")
                .forwardedFrom("+14155550102")
                .callerName("O'BRIEN")
                .answeredAt(START.plusSeconds(2))
                .endedAt(START.plusSeconds(9))
                .duration(Duration.ofSeconds(7))
                .dateCreated(START)
                .dateUpdated(START.plusSeconds(9))
                .lastReceivedAt(START.plusSeconds(10))
                .build();
        append(whole);

        assertThat(database.resources().find(Call.class, account, whole.sid())).contains(whole);
        assertThat(database.resources().find(Call.class, stranger, whole.sid())).isEmpty();
        assertThat(database.resources().list(account, CallFilter.NONE, FIRST).items())
                .containsExactly(whole);
        assertThat(database.resources().list(stranger, CallFilter.NONE, FIRST)).isEqualTo(nothing());
    }

    @Test
    void recordingComesBackWhole() {
        Recording whole = RecordingBuilder.builder()
                .accountSid(account)
                .sid(sid("RE"))
                .progress(progress(3, "completed"))
                .callSid(sid("CA"))
                .conferenceSid(sid("CF"))
                .startTime(START.minusSeconds(4))
                .duration(Duration.ofSeconds(4))
                .channels(2)
                .source("RecordVerb")
                .track("both")
                .mediaUrl("https://api.example.com/recording")
                .errorCode(16101)
                .dateCreated(START)
                .dateUpdated(START.plusSeconds(1))
                .lastReceivedAt(START.plusSeconds(2))
                .build();
        append(whole);

        assertThat(database.resources().find(Recording.class, account, whole.sid()))
                .contains(whole);
        assertThat(database.resources().find(Recording.class, stranger, whole.sid()))
                .isEmpty();
    }

    @Test
    void recordingsAreListedByCallAndByConference() {
        String call = sid("CA");
        String conference = sid("CF");
        Recording first = recording(call, null, START);
        Recording second = recording(call, null, START.plusSeconds(1));
        Recording ofConference = recording(null, conference, START.plusSeconds(2));
        Recording ofBoth = recording(call, conference, START.plusSeconds(3));
        append(first, second, ofConference, ofBoth);

        assertThat(recordings(null, null, FIRST).items()).containsExactly(ofBoth, ofConference, second, first);
        assertThat(recordings(call, null, FIRST).items()).containsExactly(ofBoth, second, first);
        assertThat(recordings(null, conference, FIRST).items()).containsExactly(ofBoth, ofConference);
        assertThat(recordings(call, conference, FIRST).items()).containsExactly(ofBoth);
        assertThat(recordings(call, null, PageRequest.first(1).after(ofBoth.sid())))
                .isEqualTo(new Page<>(List.of(second), true));
        assertThatThrownBy(() -> recordings(call, null, FIRST.after(ofConference.sid())))
                .isInstanceOf(UnknownAnchorException.class);
    }

    @Test
    void transcriptionsAreListedByRecording() {
        String recording = sid("RE");
        Transcription own = transcription(recording, START);
        Transcription newer = transcription(recording, START.plusSeconds(1));
        Transcription other = transcription(sid("RE"), START.plusSeconds(2));
        append(own, newer, other);

        assertThat(transcriptions(recording).items()).containsExactly(newer, own);
        assertThat(transcriptions(null).items()).containsExactly(other, newer, own);
        assertThat(database.resources().find(Transcription.class, account, own.sid()))
                .contains(own);
        assertThat(database.resources().find(Transcription.class, stranger, own.sid()))
                .isEmpty();
    }

    @Test
    void alertComesBackWhole() {
        Alert whole = AlertBuilder.builder()
                .accountSid(account)
                .sid(sid("NO"))
                .progress(progress(0, ""))
                .resourceSid(sid("SM"))
                .serviceSid(sid("MG"))
                .errorCode("11200")
                .logLevel("error")
                .alertText("Msg=HTTP+retrieval+failure")
                .apiVersion("2010-04-01")
                .requestMethod("POST")
                .requestUrl("https://hooks.example.com/twilio")
                .requestVariables("a=1")
                .requestHeaders("b=2")
                .responseHeaders("c=3")
                .responseBody("<html>")
                .dateCreated(START)
                .dateUpdated(START.plusMillis(1))
                .lastReceivedAt(START.plusMillis(2))
                .build();
        append(whole);

        assertThat(database.resources().find(Alert.class, account, whole.sid())).contains(whole);
        assertThat(database.resources().find(Alert.class, stranger, whole.sid()))
                .isEmpty();
        assertThat(database.resources().list(account, AlertFilter.NONE, FIRST).items())
                .containsExactly(whole);
        assertThat(database.resources().list(stranger, AlertFilter.NONE, FIRST)).isEqualTo(nothing());
    }

    private Page<Recording> recordings(@Nullable String callSid, @Nullable String conferenceSid, PageRequest page) {
        return database.resources()
                .list(account, new RecordingFilter(callSid, conferenceSid, TimeRange.ALWAYS, true), page);
    }

    private Page<Transcription> transcriptions(@Nullable String recordingSid) {
        return database.resources().list(account, new TranscriptionFilter(recordingSid), FIRST);
    }

    private Recording recording(@Nullable String callSid, @Nullable String conferenceSid, Instant at) {
        return RecordingBuilder.builder()
                .accountSid(account)
                .sid(sid("RE"))
                .progress(progress(1, "in-progress"))
                .callSid(callSid)
                .conferenceSid(conferenceSid)
                .dateCreated(at)
                .dateUpdated(at)
                .lastReceivedAt(at)
                .build();
    }

    private Transcription transcription(String recordingSid, Instant at) {
        return TranscriptionBuilder.builder()
                .accountSid(account)
                .sid(sid("TR"))
                .progress(progress(1, "completed"))
                .recordingSid(recordingSid)
                .transcriptionText("O'Brien 🙂")
                .dateCreated(at)
                .dateUpdated(at)
                .lastReceivedAt(at)
                .build();
    }

    private static Page<Object> nothing() {
        return new Page<>(List.of(), false);
    }
}
