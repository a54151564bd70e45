package dev.ringback.simulate.api.resource;

import dev.ringback.model.Transcription;
import dev.ringback.simulate.api.http.Answer;
import dev.ringback.simulate.api.http.ApiRequest;
import dev.ringback.simulate.api.http.Routes;
import dev.ringback.simulate.api.state.Held;
import dev.ringback.simulate.api.state.Shelf;
import dev.ringback.simulate.api.state.World;
import dev.ringback.twilio.rest.RecordingViews;
import dev.ringback.twilio.rest.ResourceView;

/** Transcriptions of an account, and of one recording. */
final class TranscriptionRoutes {
    private static final ResourceView<Held<Transcription>> VIEW = RecordingViews.TRANSCRIPTION
            .<Held<Transcription>>over(Held::resource)
            .withText("price", Held::price)
            .withText("price_unit", Held::priceUnit);

    private final World world;
    private final Shelf<Transcription> transcriptions;
    private final Finder finder;
    private final Lists lists;

    TranscriptionRoutes(World world) {
        this.world = world;
        this.transcriptions = world.shelves().transcriptions();
        this.finder = new Finder(world);
        this.lists = new Lists(world);
    }

    void addTo(Routes routes) {
        below(routes, "");
        below(routes, "/Recordings/{RecordingSid}");
    }

    private void below(Routes routes, String parent) {
        routes.account("GET", parent + "/Transcriptions", this::list)
                .account("GET", parent + "/Transcriptions/{Sid}", request -> request.resource(200, VIEW, find(request)))
                .account("DELETE", parent + "/Transcriptions/{Sid}", this::delete);
    }

    private Answer list(ApiRequest request) {
        return lists.list(request, transcriptions, VIEW, held -> isBelow(request, held));
    }

    private Answer delete(ApiRequest request) {
        String sid = find(request).resource().sid();
        if (!world.deletions().delete(sid, () -> transcriptions.remove(sid))) {
            throw request.notFound();
        }
        return Answer.empty(204);
    }

    private Held<Transcription> find(ApiRequest request) {
        Held<Transcription> held = finder.find(request, transcriptions, "Sid");
        if (!isBelow(request, held)) {
            throw request.notFound();
        }
        return held;
    }

    private static boolean isBelow(ApiRequest request, Held<Transcription> held) {
        String recordingSid = request.variables().get("RecordingSid");
        return recordingSid == null || recordingSid.equals(held.resource().recordingSid());
    }
}
