package dev.ringback.simulate.api.resource;

import dev.ringback.model.Recording;
import dev.ringback.simulate.api.http.Answer;
import dev.ringback.simulate.api.http.ApiError;
import dev.ringback.simulate.api.http.ApiRequest;
import dev.ringback.simulate.api.http.ContentAnswer;
import dev.ringback.simulate.api.state.Contents;
import dev.ringback.simulate.api.state.Held;
import dev.ringback.simulate.api.state.World;
import dev.ringback.twilio.rest.Extension;
import dev.ringback.twilio.rest.ResourceView;
import org.jspecify.annotations.Nullable;

/**
 * Answers at the address of one recording: with JSON, XML or CSV where it ends so, else with sound: {@code .mp3}, {@code .wav}, and WAV without an
 * extension. Only a completed recording that Twilio itself keeps has sound; an encrypted one none as MP3: 16109.
 */
final class RecordingSound {
    private static final int EXTENSION = ".wav".length();

    private final World world;
    private final RecordingSearch search;

    RecordingSound(World world) {
        this.world = world;
        this.search = new RecordingSearch(world);
    }

    Answer answer(ApiRequest request, ResourceView<Held<Recording>> view) {
        if (Extension.of(request.incoming().path()) != Extension.NONE) {
            return request.resource(200, view, search.find(request));
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
        Recording recording = held.resource();
        if (!held.status().equals("completed") || isKeptElsewhere(recording)) {
            throw request.notFound();
        }
        if (mp3 && recording.encryptionDetails() != null) {
            throw ApiError.badRequest(16109, "An encrypted recording has no MP3");
        }
        int channels = channels(request.query().text("RequestedChannels"), Contents.channels(recording));
        Contents contents = world.contents();
        return ContentAnswer.of(
                request.incoming(),
                mp3 ? "audio/mpeg" : "audio/x-wav",
                mp3 ? contents.mp3(recording, channels) : contents.wav(recording, channels),
                !world.conditions().media().rangesIgnored());
    }

    private static boolean isKeptElsewhere(Recording recording) {
        String url = recording.mediaUrl();
        return url != null && !url.contains("/Recordings/" + recording.sid());
    }

    /** Refuses two channels of one with 400; nobody has confirmed the code. */
    private static int channels(@Nullable String requested, int present) {
        if (requested == null) {
            return present;
        }
        if (!requested.equals("1") && !(requested.equals("2") && present == 2)) {
            throw ApiError.badRequest(20001, "RequestedChannels is not available: " + requested);
        }
        return Integer.parseInt(requested);
    }
}
