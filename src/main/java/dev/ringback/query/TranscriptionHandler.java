package dev.ringback.query;

import static dev.ringback.twilio.rest.RecordingViews.TRANSCRIPTION;

import dev.ringback.model.PageRequest;
import dev.ringback.model.Transcription;
import dev.ringback.storage.ResourceStore;
import dev.ringback.storage.TranscriptionFilter;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** {@code /Transcriptions}, of the account and of a recording. */
public final class TranscriptionHandler {
    private final ResourceStore resources;
    private final Answers answers;

    public TranscriptionHandler(ResourceStore resources, Answers answers) {
        this.resources = resources;
        this.answers = answers;
    }

    public void fetch(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        answers.resource(
                request,
                TRANSCRIPTION,
                resources.find(Transcription.class, request.accountSid(), request.sid("Sid", "TR")));
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
                resources
                        .find(Transcription.class, request.accountSid(), request.sid("Sid", "TR"))
                        .filter(transcription -> recordingSid.equals(transcription.recordingSid())));
    }

    public void listOfRecording(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        list(request, request.sid("RecordingSid", "RE"));
    }

    private void list(ApiRequest request, @Nullable String recordingSid) {
        PageRequest page = request.page();
        TranscriptionFilter filter = new TranscriptionFilter(recordingSid);
        answers.list(request, TRANSCRIPTION, page, resources.list(request.accountSid(), filter, page));
    }
}
