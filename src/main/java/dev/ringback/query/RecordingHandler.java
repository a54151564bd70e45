package dev.ringback.query;

import dev.ringback.model.PageRequest;
import dev.ringback.model.Recording;
import dev.ringback.storage.RecordingQuery;
import dev.ringback.storage.RecordingStore;
import dev.ringback.twilio.rest.RecordingViews;
import dev.ringback.twilio.rest.ResourceView;
import io.javalin.http.Context;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code /Recordings}, of the account, of a call and of a conference. */
public final class RecordingHandler {
    private final RecordingStore recordings;
    private final Answers answers;

    public RecordingHandler(RecordingStore recordings, Answers answers) {
        this.recordings = recordings;
        this.answers = answers;
    }

    public void fetch(Context ctx) {
        fetch(ApiRequest.of(ctx), RecordingViews.OF_ACCOUNT, recording -> true);
    }

    public void list(Context ctx) {
        list(ApiRequest.of(ctx), RecordingViews.OF_ACCOUNT, null, null);
    }

    public void fetchOfCall(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        String callSid = request.path("CallSid");
        fetch(request, RecordingViews.OF_CALL, recording -> callSid.equals(recording.callSid()));
    }

    public void listOfCall(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        list(request, RecordingViews.OF_CALL, request.path("CallSid"), null);
    }

    public void fetchOfConference(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        String conferenceSid = request.path("ConferenceSid");
        fetch(request, RecordingViews.OF_CONFERENCE, recording -> conferenceSid.equals(recording.conferenceSid()));
    }

    public void listOfConference(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        list(request, RecordingViews.OF_CONFERENCE, null, request.path("ConferenceSid"));
    }

    private void fetch(ApiRequest request, ResourceView<Recording> view, Predicate<Recording> belongs) {
        answers.resource(
                request,
                view,
                recordings
                        .findRecording(request.accountSid(), request.path("Sid"))
                        .filter(belongs));
    }

    private void list(
            ApiRequest request,
            ResourceView<Recording> view,
            @Nullable String callSid,
            @Nullable String conferenceSid) {
        PageRequest page = request.page();
        RecordingQuery query = new RecordingQuery(request.accountSid(), callSid, conferenceSid, page);
        answers.list(request, view, page, recordings.listRecordings(query));
    }
}
