package dev.ringback.query;

import static dev.ringback.twilio.rest.RecordingViews.TRANSCRIPTION;

import dev.ringback.model.PageRequest;
import dev.ringback.storage.RecordingStore;
import dev.ringback.storage.TranscriptionQuery;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** {@code /Transcriptions}, of the account and of a recording. */
public final class TranscriptionHandler {
    private final RecordingStore recordings;
    private final Answers answers;

    public TranscriptionHandler(RecordingStore recordings, Answers answers) {
        this.recordings = recordings;
        this.answers = answers;
    }

    public void fetch(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        answers.resource(
                request, TRANSCRIPTION, recordings.findTranscription(request.accountSid(), request.sid("Sid", "TR")));
    }

    public void list(Context ctx) {
        list(ApiRequest.of(ctx), null);
    }

    public void fetchOfRecording(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        String recordingSid = request.sid("RecordingSid", "RE");
        answers.resource(
                request,
                TRANSCRIPTION,
                recordings
                        .findTranscription(request.accountSid(), request.sid("Sid", "TR"))
                        .filter(transcription -> recordingSid.equals(transcription.recordingSid())));
    }

    public void listOfRecording(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        list(request, request.sid("RecordingSid", "RE"));
    }

    private void list(ApiRequest request, @Nullable String recordingSid) {
        PageRequest page = request.page();
        TranscriptionQuery query = new TranscriptionQuery(request.accountSid(), recordingSid, page);
        answers.list(request, TRANSCRIPTION, page, recordings.listTranscriptions(query));
    }
}
