package dev.ringback.query;

import static dev.ringback.twilio.rest.ConferenceViews.CONFERENCE;

import dev.ringback.model.Conference;
import dev.ringback.storage.ConferenceFilter;
import dev.ringback.storage.ResourceStore;
import dev.ringback.twilio.callback.ResourceKind;
import dev.ringback.twilio.rest.FilterParameters;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * {@code /Conferences}. A list without {@code Status} has those in progress alone, as Twilio's since 30 September 2026 (source: the entry of its
 * changelog on the rollout of the Conference list endpoint). {@code Status=any} is Ringback's own, and lists all.
 */
public final class ConferenceHandler {
    private static final String IN_PROGRESS = "in-progress";
    private static final List<String> STATUSES = List.of("init", IN_PROGRESS, "completed", TwilioList.ANY_STATUS);

    private final ResourceStore resources;
    private final ResourceReads reads;
    private final ListReads lists;

    public ConferenceHandler(ResourceStore resources, ResourceReads reads, ListReads lists) {
        this.resources = resources;
        this.reads = reads;
        this.lists = lists;
    }

    public CompletionStage<Handler> fetch(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        String sid = request.sid("Sid", "CF");
        return reads.readAfterWait(
                request,
                CONFERENCE,
                Subject.of(ResourceKind.CONFERENCE, "Conferences/" + sid, sid),
                () -> resources.find(Conference.class, request.accountSid(), sid));
    }

    public CompletionStage<Handler> list(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        ConferenceFilter filter = filter(request.filters());
        return lists.read(
                request,
                CONFERENCE,
                TwilioList.CONFERENCES,
                new ListReads.Rows<>(
                        page -> resources.list(request.accountSid(), filter, page),
                        sid -> resources.find(Conference.class, request.accountSid(), sid)));
    }

    private static ConferenceFilter filter(FilterParameters filters) {
        return new ConferenceFilter(
                filters.text("FriendlyName"),
                status(filters.oneOf("Status", STATUSES)),
                filters.times("DateCreated"),
                filters.times("DateUpdated"));
    }

    /** The status that a list is limited to; null for none. */
    private static @Nullable String status(@Nullable String asked) {
        if (asked == null) {
            return IN_PROGRESS;
        }
        return asked.equals(TwilioList.ANY_STATUS) ? null : asked;
    }
}
