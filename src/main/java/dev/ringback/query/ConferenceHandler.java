package dev.ringback.query;

import static dev.ringback.twilio.rest.ConferenceViews.CONFERENCE;

import dev.ringback.model.PageRequest;
import dev.ringback.storage.ConferenceFilter;
import dev.ringback.storage.ConferenceQuery;
import dev.ringback.storage.ConferenceStore;
import dev.ringback.twilio.rest.FilterParameters;
import io.javalin.http.Context;
import java.util.List;

/** {@code /Conferences}. */
public final class ConferenceHandler {
    private static final List<String> STATUSES = List.of("init", "in-progress", "completed");

    private final ConferenceStore conferences;
    private final Answers answers;

    public ConferenceHandler(ConferenceStore conferences, Answers answers) {
        this.conferences = conferences;
        this.answers = answers;
    }

    public void fetch(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        answers.resource(
                request, CONFERENCE, conferences.findConference(request.accountSid(), request.sid("Sid", "CF")));
    }

    public void list(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        PageRequest page = request.page();
        ConferenceQuery query = new ConferenceQuery(request.accountSid(), filter(request.filters()), page);
        answers.list(request, CONFERENCE, page, conferences.listConferences(query));
    }

    private static ConferenceFilter filter(FilterParameters filters) {
        return new ConferenceFilter(
                filters.text("FriendlyName"),
                filters.oneOf("Status", STATUSES),
                filters.times("DateCreated"),
                filters.times("DateUpdated"));
    }
}
