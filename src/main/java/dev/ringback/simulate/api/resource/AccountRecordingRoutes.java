package dev.ringback.simulate.api.resource;

import dev.ringback.model.Recording;
import dev.ringback.simulate.api.http.Routes;
import dev.ringback.simulate.api.state.Held;
import dev.ringback.simulate.api.state.World;
import dev.ringback.twilio.rest.RecordingViews;
import dev.ringback.twilio.rest.ResourceView;

/** Recordings of an account, and what is to be heard. */
final class AccountRecordingRoutes {
    private static final ResourceView<Held<Recording>> VIEW = RecordingRoutes.priced(RecordingViews.OF_ACCOUNT);

    private final RecordingSearch search;
    private final RecordingSound sound;

    AccountRecordingRoutes(World world) {
        this.search = new RecordingSearch(world);
        this.sound = new RecordingSound(world);
    }

    void addTo(Routes routes) {
        routes.account("GET", "/Recordings", request -> search.list(request, VIEW))
                .account("GET", "/Recordings/{Sid}", request -> sound.answer(request, VIEW))
                .account("DELETE", "/Recordings/{Sid}", search::delete);
    }
}
