package dev.ringback.query;

import static dev.ringback.twilio.rest.RecordingViews.TRANSCRIPTION;

import dev.ringback.model.PageRequest;
import dev.ringback.model.Transcription;
import dev.ringback.storage.ResourceStore;
import dev.ringback.storage.TranscriptionFilter;
import dev.ringback.twilio.callback.ResourceKind;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code /Transcriptions}, of the account and of a recording. */
public final class TranscriptionHandler {
    private final ResourceStore resources;
    private final Answers answers;
    private final ResourceReads reads;

    public TranscriptionHandler(ResourceStore resources, Answers answers, ResourceReads reads) {
        this.resources = resources;
        this.answers = answers;
        this.reads = reads;
    }

    public CompletionStage<Handler> fetch(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        return fetch(request, "", transcription -> true);
    }

    public void list(Context ctx) {
        list(ApiRequest.of(ctx), null);
    }

    public CompletionStage<Handler> fetchOfRecording(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        String recordingSid = request.sid("RecordingSid", "RE");
        return fetch(
                request,
                "Recordings/" + recordingSid + '/',
                transcription -> recordingSid.equals(transcription.recordingSid()));
    }

    private CompletionStage<Handler> fetch(ApiRequest request, String parent, Predicate<Transcription> belongs) {
        String sid = request.sid("Sid", "TR");
        return reads.read(
                request,
                TRANSCRIPTION,
                Subject.of(ResourceKind.TRANSCRIPTION, parent + "Transcriptions/" + sid, sid),
                () -> resources
                        .find(Transcription.class, request.accountSid(), sid)
                        .filter(belongs));
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
