package dev.ringback.query;

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
import java.util.Optional;
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
    private final ResourceReads reads;
    private final ListReads lists;
    private final Clock clock;

    public RecordingHandler(ResourceStore resources, ResourceReads reads, ListReads lists, Clock clock) {
        this.resources = resources;
        this.reads = reads;
        this.lists = lists;
        this.clock = clock;
    }

    public CompletionStage<Handler> fetch(Context ctx) {
        return fetch(ApiRequest.of(ctx), RecordingViews.OF_ACCOUNT, "", recording -> true);
    }

    public CompletionStage<Handler> list(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        FilterParameters filters = request.filters();
        return list(
                request,
                RecordingViews.OF_ACCOUNT,
                TwilioList.RECORDINGS,
                filters.sid("CallSid", "CA"),
                filters.sid("ConferenceSid", "CF"));
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

    public CompletionStage<Handler> listOfCall(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        String callSid = request.sid("CallSid", "CA");
        return list(request, RecordingViews.OF_CALL, TwilioList.recordingsOf("Calls/" + callSid), callSid, null);
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

    public CompletionStage<Handler> listOfConference(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        String conferenceSid = request.sid("ConferenceSid", "CF");
        return list(
                request,
                RecordingViews.OF_CONFERENCE,
                TwilioList.recordingsOf("Conferences/" + conferenceSid),
                null,
                conferenceSid);
    }

    private CompletionStage<Handler> fetch(
            ApiRequest request, ResourceView<Recording> view, String parent, Predicate<Recording> belongs) {
        boolean deletedToo = softDeleted(request);
        String sid = request.sid("Sid", "RE");
        return reads.readAfterWait(
                request,
                view,
                Subject.of(ResourceKind.RECORDING, parent + "Recordings/" + sid, sid),
                () -> find(request.accountSid(), sid, deletedToo).filter(belongs),
                () -> resources.find(Recording.class, request.accountSid(), sid).filter(belongs));
    }

    private Optional<Recording> find(String accountSid, String sid, boolean deletedToo) {
        return resources
                .find(Recording.class, accountSid, sid)
                .filter(recording -> !recording.progress().status().equals(DELETED)
                        || (deletedToo && !recording.dateUpdated().isBefore(deletedSince())));
    }

    private Instant deletedSince() {
        return clock.instant().minus(SHOWN_AFTER_DELETION);
    }

    private CompletionStage<Handler> list(
            ApiRequest request,
            ResourceView<Recording> view,
            TwilioList list,
            @Nullable String callSid,
            @Nullable String conferenceSid) {
        boolean deletedToo = softDeleted(request);
        RecordingFilter filter = new RecordingFilter(
                callSid, conferenceSid, request.filters().times("DateCreated"), deletedToo, deletedSince());
        return lists.read(
                request,
                view,
                list,
                new ListReads.Rows<>(
                        page -> resources.list(request.accountSid(), filter, page),
                        sid -> find(request.accountSid(), sid, deletedToo)));
    }

    private static boolean softDeleted(ApiRequest request) {
        return Boolean.TRUE.equals(request.filters().flag(SOFT_DELETED));
    }
}
