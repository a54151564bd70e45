package dev.ringback.query;

import static dev.ringback.twilio.rest.RecordingViews.TRANSCRIPTION;

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
    private final ResourceReads reads;
    private final ListReads lists;

    public TranscriptionHandler(ResourceStore resources, ResourceReads reads, ListReads lists) {
        this.resources = resources;
        this.reads = reads;
        this.lists = lists;
    }

    public CompletionStage<Handler> fetch(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        return fetch(request, "", transcription -> true);
    }

    public CompletionStage<Handler> list(Context ctx) {
        return list(ApiRequest.of(ctx), TwilioList.TRANSCRIPTIONS, null);
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
        return reads.readAfterWait(
                request,
                TRANSCRIPTION,
                Subject.of(ResourceKind.TRANSCRIPTION, parent + "Transcriptions/" + sid, sid),
                () -> resources
                        .find(Transcription.class, request.accountSid(), sid)
                        .filter(belongs));
    }

    public CompletionStage<Handler> listOfRecording(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        String recordingSid = request.sid("RecordingSid", "RE");
        return list(request, TwilioList.transcriptionsOf(recordingSid), recordingSid);
    }

    private CompletionStage<Handler> list(ApiRequest request, TwilioList list, @Nullable String recordingSid) {
        TranscriptionFilter filter = new TranscriptionFilter(recordingSid);
        return lists.read(
                request,
                TRANSCRIPTION,
                list,
                new ListReads.Rows<>(
                        page -> resources.list(request.accountSid(), filter, page),
                        sid -> resources.find(Transcription.class, request.accountSid(), sid)));
    }
}
