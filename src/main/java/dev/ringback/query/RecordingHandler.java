package dev.ringback.query;

import dev.ringback.model.PageRequest;
import dev.ringback.model.Recording;
import dev.ringback.storage.RecordingFilter;
import dev.ringback.storage.ResourceStore;
import dev.ringback.twilio.callback.ResourceKind;
import dev.ringback.twilio.rest.FilterParameters;
import dev.ringback.twilio.rest.RecordingViews;
import dev.ringback.twilio.rest.ResourceView;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code /Recordings}, of the account, of a call and of a conference. Twilio keeps showing for a while what was deleted to those who ask for it
 * with {@value #SOFT_DELETED}.
 */
public final class RecordingHandler {
    private static final String SOFT_DELETED = "IncludeSoftDeleted";
    private static final String DELETED = "deleted";

    /** Twilio forgets a deleted recording after that. */
    private static final Duration SHOWN_AFTER_DELETION = Duration.ofDays(40);

    private final ResourceStore resources;
    private final Answers answers;
    private final ResourceReads reads;
    private final Clock clock;

    public RecordingHandler(ResourceStore resources, Answers answers, ResourceReads reads, Clock clock) {
        this.resources = resources;
        this.answers = answers;
        this.reads = reads;
        this.clock = clock;
    }

    public CompletionStage<Handler> fetch(Context ctx) {
        return fetch(ApiRequest.of(ctx), RecordingViews.OF_ACCOUNT, "", recording -> true);
    }

    public void list(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        FilterParameters filters = request.filters();
        list(request, RecordingViews.OF_ACCOUNT, filters.sid("CallSid", "CA"), filters.sid("ConferenceSid", "CF"));
    }

    public CompletionStage<Handler> fetchOfCall(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        String callSid = request.sid("CallSid", "CA");
        return fetch(
                request,
                RecordingViews.OF_CALL,
                "Calls/" + callSid + '/',
                recording -> callSid.equals(recording.callSid()));
    }

    public void listOfCall(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        list(request, RecordingViews.OF_CALL, request.sid("CallSid", "CA"), null);
    }

    public CompletionStage<Handler> fetchOfConference(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        String conferenceSid = request.sid("ConferenceSid", "CF");
        return fetch(
                request,
                RecordingViews.OF_CONFERENCE,
                "Conferences/" + conferenceSid + '/',
                recording -> conferenceSid.equals(recording.conferenceSid()));
    }

    public void listOfConference(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        list(request, RecordingViews.OF_CONFERENCE, null, request.sid("ConferenceSid", "CF"));
    }

    private CompletionStage<Handler> fetch(
            ApiRequest request, ResourceView<Recording> view, String parent, Predicate<Recording> belongs) {
        boolean deletedToo = softDeleted(request);
        String sid = request.sid("Sid", "RE");
        return reads.read(
                request,
                view,
                Subject.of(ResourceKind.RECORDING, parent + "Recordings/" + sid, sid),
                () -> resources
                        .find(Recording.class, request.accountSid(), sid)
                        .filter(belongs)
                        .filter(recording -> !recording.progress().status().equals(DELETED)
                                || (deletedToo && !recording.dateUpdated().isBefore(deletedSince()))));
    }

    private Instant deletedSince() {
        return clock.instant().minus(SHOWN_AFTER_DELETION);
    }

    private void list(
            ApiRequest request,
            ResourceView<Recording> view,
            @Nullable String callSid,
            @Nullable String conferenceSid) {
        PageRequest page = request.page();
        RecordingFilter filter = new RecordingFilter(
                callSid, conferenceSid, request.filters().times("DateCreated"), softDeleted(request), deletedSince());
        answers.list(request, view, page, resources.list(request.accountSid(), filter, page));
    }

    private static boolean softDeleted(ApiRequest request) {
        return Boolean.TRUE.equals(request.filters().flag(SOFT_DELETED));
    }
}
