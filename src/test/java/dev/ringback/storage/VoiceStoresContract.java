package dev.ringback.storage;

import static dev.ringback.storage.TestEntries.START;
import static dev.ringback.storage.TestEntries.progress;
import static dev.ringback.storage.TestEntries.sid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.model.Alert;
import dev.ringback.model.Call;
import dev.ringback.model.Page;
import dev.ringback.model.PageRequest;
import dev.ringback.model.Recording;
import dev.ringback.model.TimeRange;
import dev.ringback.model.Transcription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link CallStore}, {@link RecordingStore} and {@link AlertStore} promise. */
public abstract class VoiceStoresContract extends StorageContract {
    private static final PageRequest FIRST = PageRequest.first();

    @Test
    void emptyStoresAnswerEverything() {
        assertThat(database.calls().findCall(account, sid("CA"))).isEmpty();
        assertThat(database.recordings().findRecording(account, sid("RE"))).isEmpty();
        assertThat(database.recordings().findTranscription(account, sid("TR"))).isEmpty();
        assertThat(database.alerts().findAlert(account, sid("NO"))).isEmpty();
        assertThat(database.calls().listCalls(new CallQuery(account, FIRST))).isEqualTo(nothing());
        assertThat(recordings(sid("CA"), sid("CF"), FIRST)).isEqualTo(nothing());
        assertThat(transcriptions(sid("RE"))).isEqualTo(nothing());
        assertThat(database.alerts().listAlerts(new AlertQuery(account, FIRST))).isEqualTo(nothing());
    }

    @Test
    void callComesBackWhole() {
        Call whole = new Call(
                account,
                sid("CA"),
                progress(4, "completed"),
                sid("CA"),
                "+14155550100",
                "client:alice",
                "outbound-api",
                "2010-04-01",
                "human",
                "+14155550102",
                "O'BRIEN",
                START.plusSeconds(2),
                START.plusSeconds(9),
                Duration.ofSeconds(7),
                START,
                START.plusSeconds(9),
                START.plusSeconds(10));
        append(whole);

        assertThat(database.calls().findCall(account, whole.sid())).contains(whole);
        assertThat(database.calls().findCall(stranger, whole.sid())).isEmpty();
        assertThat(database.calls().listCalls(new CallQuery(account, FIRST)).items())
                .containsExactly(whole);
        assertThat(database.calls().listCalls(new CallQuery(stranger, FIRST))).isEqualTo(nothing());
    }

    @Test
    void recordingComesBackWhole() {
        Recording whole = new Recording(
                account,
                sid("RE"),
                progress(3, "completed"),
                sid("CA"),
                sid("CF"),
                START.minusSeconds(4),
                Duration.ofSeconds(4),
                2,
                "RecordVerb",
                "both",
                "https://api.example.com/recording",
                16101,
                START,
                START.plusSeconds(1),
                START.plusSeconds(2));
        append(whole);

        assertThat(database.recordings().findRecording(account, whole.sid())).contains(whole);
        assertThat(database.recordings().findRecording(stranger, whole.sid())).isEmpty();
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
        assertThat(database.recordings().findTranscription(account, own.sid())).contains(own);
        assertThat(database.recordings().findTranscription(stranger, own.sid())).isEmpty();
    }

    @Test
    void alertComesBackWhole() {
        Alert whole = new Alert(
                account,
                sid("NO"),
                progress(0, ""),
                sid("SM"),
                sid("MG"),
                "11200",
                "error",
                "Msg=HTTP+retrieval+failure",
                "2010-04-01",
                "POST",
                "https://hooks.example.com/twilio",
                "a=1",
                "b=2",
                "c=3",
                "<html>",
                START,
                START.plusMillis(1),
                START.plusMillis(2));
        append(whole);

        assertThat(database.alerts().findAlert(account, whole.sid())).contains(whole);
        assertThat(database.alerts().findAlert(stranger, whole.sid())).isEmpty();
        assertThat(database.alerts().listAlerts(new AlertQuery(account, FIRST)).items())
                .containsExactly(whole);
        assertThat(database.alerts().listAlerts(new AlertQuery(stranger, FIRST)))
                .isEqualTo(nothing());
    }

    private Page<Recording> recordings(@Nullable String callSid, @Nullable String conferenceSid, PageRequest page) {
        return database.recordings()
                .listRecordings(new RecordingQuery(
                        account, new RecordingFilter(callSid, conferenceSid, TimeRange.ALWAYS, true), page));
    }

    private Page<Transcription> transcriptions(@Nullable String recordingSid) {
        return database.recordings().listTranscriptions(new TranscriptionQuery(account, recordingSid, FIRST));
    }

    private Recording recording(@Nullable String callSid, @Nullable String conferenceSid, Instant at) {
        return new Recording(
                account,
                sid("RE"),
                progress(1, "in-progress"),
                callSid,
                conferenceSid,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                at,
                at,
                at);
    }

    private Transcription transcription(String recordingSid, Instant at) {
        return new Transcription(account, sid("TR"), progress(1, "completed"), recordingSid, "O'Brien 🙂", at, at, at);
    }

    private static Page<Object> nothing() {
        return new Page<>(List.of(), false);
    }
}
