package dev.ringback.query;

import static dev.ringback.twilio.rest.ConferenceViews.CONFERENCE;

import dev.ringback.model.PageRequest;
import dev.ringback.storage.ConferenceQuery;
import dev.ringback.storage.ConferenceStore;
import io.javalin.http.Context;

/** {@code /Conferences}. */
public final class ConferenceHandler {
    private final ConferenceStore conferences;
    private final Answers answers;

    public ConferenceHandler(ConferenceStore conferences, Answers answers) {
        this.conferences = conferences;
        this.answers = answers;
    }

    public void fetch(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        answers.resource(request, CONFERENCE, conferences.findConference(request.accountSid(), request.path("Sid")));
    }

    public void list(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        PageRequest page = request.page();
        answers.list(
                request,
                CONFERENCE,
                page,
                conferences.listConferences(new ConferenceQuery(request.accountSid(), page)));
    }
}
