package dev.ringback.simulate.api.resource;

import dev.ringback.model.Recording;
import dev.ringback.simulate.api.http.Answer;
import dev.ringback.simulate.api.http.ApiRequest;
import dev.ringback.simulate.api.http.Routes;
import dev.ringback.simulate.api.state.Held;
import dev.ringback.simulate.api.state.World;
import dev.ringback.twilio.rest.RecordingViews;
import dev.ringback.twilio.rest.ResourceView;
import java.nio.charset.StandardCharsets;

/**
 * Recordings of an account, and what is to be heard: {@code .wav}, {@code .mp3}, and {@code .wav} without an extension. The sound is a few
 * bytes that begin as such files do; only a completed recording has it.
 */
final class AccountRecordingRoutes {
    private static final ResourceView<Held<Recording>> VIEW = RecordingRoutes.priced(RecordingViews.OF_ACCOUNT);
    private static final int EXTENSION = ".wav".length();

    private final RecordingSearch search;

    AccountRecordingRoutes(World world) {
        this.search = new RecordingSearch(world);
    }

    void addTo(Routes routes) {
        routes.account("GET", "/Recordings", request -> search.list(request, VIEW))
                .account("GET", "/Recordings/{Sid}", this::fetch)
                .account("DELETE", "/Recordings/{Sid}", search::delete);
    }

    private Answer fetch(ApiRequest request) {
        String path = request.incoming().path();
        if (path.endsWith(".json") || path.endsWith(".xml")) {
            return request.resource(200, VIEW, search.find(request));
        }
        String sid = request.variable("Sid");
        boolean mp3 = sid.endsWith(".mp3");
        if (mp3 || sid.endsWith(".wav")) {
            return sound(request.withVariable("Sid", sid.substring(0, sid.length() - EXTENSION)), mp3);
        }
        return sound(request, false);
    }

    private Answer sound(ApiRequest request, boolean mp3) {
        Held<Recording> held = search.find(request);
        if (!held.status().equals("completed")) {
            throw request.notFound();
        }
        String bytes = (mp3 ? "ID3" : "RIFF") + held.resource().sid();
        return Answer.of(200, mp3 ? "audio/mpeg" : "audio/x-wav", bytes.getBytes(StandardCharsets.US_ASCII));
    }
}
