package dev.ringback.query;

import static dev.ringback.twilio.rest.ConferenceViews.PARTICIPANT;

import dev.ringback.model.PageRequest;
import dev.ringback.storage.ConferenceStore;
import dev.ringback.storage.ParticipantFilter;
import dev.ringback.storage.ParticipantQuery;
import dev.ringback.twilio.rest.FilterParameters;
import io.javalin.http.Context;

/** {@code /Conferences/{ConferenceSid}/Participants}: who is in a conference now. Twilio forgets those who left, and so does this. */
public final class ParticipantHandler {
    private final ConferenceStore conferences;
    private final Answers answers;

    public ParticipantHandler(ConferenceStore conferences, Answers answers) {
        this.conferences = conferences;
        this.answers = answers;
    }

    /** Answers with one participant, found by call SID or by label. */
    public void fetch(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        answers.resource(
                request,
                PARTICIPANT,
                conferences.findParticipant(
                        request.accountSid(), request.sid("ConferenceSid", "CF"), request.path("CallSid")));
    }

    /** Lists the participants of a conference. Empty for a conference that is over, 404 for an unknown one. */
    public void list(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        PageRequest page = request.page();
        FilterParameters filters = request.filters();
        ParticipantFilter filter =
                new ParticipantFilter(filters.flag("Muted"), filters.flag("Hold"), filters.flag("Coaching"));
        String conferenceSid = request.sid("ConferenceSid", "CF");
        if (conferences.findConference(request.accountSid(), conferenceSid).isEmpty()) {
            throw ApiRequest.notFound(ctx);
        }
        answers.list(
                request,
                PARTICIPANT,
                page,
                conferences.listParticipants(new ParticipantQuery(request.accountSid(), conferenceSid, filter, page)));
    }
}
