package dev.ringback.query;

import static dev.ringback.twilio.rest.ConferenceViews.PARTICIPANT;

import dev.ringback.model.Conference;
import dev.ringback.model.Page;
import dev.ringback.model.Participant;
import dev.ringback.storage.ParticipantFilter;
import dev.ringback.storage.ResourceStore;
import dev.ringback.twilio.Sid;
import dev.ringback.twilio.callback.ResourceKind;
import dev.ringback.twilio.rest.FilterParameters;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /Conferences/{ConferenceSid}/Participants}: who is in a conference now. Twilio forgets those who left, and so does this. */
public final class ParticipantHandler {
    private final ResourceStore resources;
    private final ResourceReads reads;
    private final ListReads lists;

    public ParticipantHandler(ResourceStore resources, ResourceReads reads, ListReads lists) {
        this.resources = resources;
        this.reads = reads;
        this.lists = lists;
    }

    /** Answers with one participant, found by call SID or by label. */
    public CompletionStage<Handler> fetch(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        String conferenceSid = request.sid("ConferenceSid", "CF");
        String callSidOrLabel = request.path("CallSid");
        String segment =
                URLEncoder.encode(callSidOrLabel, StandardCharsets.UTF_8).replace("+", "%20");
        return reads.read(
                request,
                PARTICIPANT,
                Subject.of(
                        ResourceKind.PARTICIPANT,
                        "Conferences/" + conferenceSid + "/Participants/" + segment,
                        Sid.isSid(callSidOrLabel, "CA") ? callSidOrLabel : null),
                () -> find(request.accountSid(), conferenceSid, callSidOrLabel));
    }

    private Optional<Participant> find(String accountSid, String conferenceSid, String callSidOrLabel) {
        Optional<Participant> byCall = resources.findAny(
                accountSid, ParticipantFilter.of(conferenceSid).withCallSid(callSidOrLabel));
        return byCall.isPresent()
                ? byCall
                : resources.findAny(
                        accountSid, ParticipantFilter.of(conferenceSid).withLabel(callSidOrLabel));
    }

    /** Whether anything was told of a conference, or of anybody in it. */
    private boolean isKnown(String accountSid, String conferenceSid) {
        return resources.find(Conference.class, accountSid, conferenceSid).isPresent()
                || resources
                        .findAny(accountSid, ParticipantFilter.ofAllEver(conferenceSid))
                        .isPresent();
    }

    /** Lists the participants of a conference. Empty for a conference that is over or that all have left, 404 for an unknown one. */
    public CompletionStage<Handler> list(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        FilterParameters filters = request.filters();
        Boolean muted = filters.flag("Muted");
        Boolean hold = filters.flag("Hold");
        Boolean coaching = filters.flag("Coaching");
        String conferenceSid = request.sid("ConferenceSid", "CF");
        ParticipantFilter filter = new ParticipantFilter(conferenceSid, null, null, muted, hold, coaching);
        return lists.read(
                request,
                PARTICIPANT,
                TwilioList.participantsOf(conferenceSid),
                new ListReads.Rows<>(
                        page -> {
                            Page<Participant> known = resources.list(request.accountSid(), filter, page);
                            if (known.items().isEmpty() && !isKnown(request.accountSid(), conferenceSid)) {
                                throw ApiRequest.notFound(ctx);
                            }
                            return known;
                        },
                        sid -> find(request.accountSid(), conferenceSid, sid)));
    }
}
