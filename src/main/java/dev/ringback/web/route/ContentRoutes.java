package dev.ringback.web.route;

import static dev.ringback.web.route.Access.VIEWER;
import static dev.ringback.web.route.QueryParameter.optional;

import dev.ringback.vault.VaultOptions;
import dev.ringback.web.media.MediaHandlers;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Declares Twilio's addresses of sound and attachments: those with the extension of a format, and those with none. */
final class ContentRoutes {
    private static final String ACCOUNT = "/2010-04-01/Accounts/{AccountSid}";
    private static final QueryParameter DOWNLOAD =
            optional("Download", "`true`: a file to keep, which has a name; Ringback's own");
    private static final List<QueryParameter> OF_SOUND =
            List.of(optional("RequestedChannels", "`1` or `2`; as many as were recorded unless given"), DOWNLOAD);

    private final MediaHandlers media;
    private final RouteTable routes;

    ContentRoutes(MediaHandlers media, RouteTable routes) {
        this.media = media;
        this.routes = routes;
    }

    /** Answers with sound; the format is null for none. */
    private interface SoundHandler {
        CompletionStage<Handler> handle(Context ctx, @Nullable String format);
    }

    void declare() {
        declareSound("/Calls/{CallSid}/Recordings/{Sid}", media::recordingOfCall, "the sound of a recording of a call");
        declareSound("/Recordings/{Sid}", media::recording, "the sound of a recording");
        declareSound(
                "/Conferences/{ConferenceSid}/Recordings/{Sid}",
                media::recordingOfConference,
                "the sound of a recording of a conference");
        routes.lateRead(
                VIEWER,
                ACCOUNT + "/Messages/{MessageSid}/Media/{Sid}",
                media::medium,
                Operation.text("application/octet-stream", "an attachment of a message")
                        .takes(DOWNLOAD));
    }

    /** The address without an extension fits all others too, so it is declared last. */
    private void declareSound(String path, SoundHandler handler, String answers) {
        String address = ACCOUNT + path;
        Operation wav = Operation.text("audio/x-wav", answers + ", as WAV").takes(OF_SOUND);
        Operation mp3 = Operation.text("audio/mpeg", answers + ", as MP3").takes(OF_SOUND);
        routes.lateRead(VIEWER, address + ".wav", ctx -> handler.handle(ctx, VaultOptions.WAV), wav);
        routes.lateRead(VIEWER, address + ".mp3", ctx -> handler.handle(ctx, VaultOptions.MP3), mp3);
        routes.lateRead(VIEWER, address, ctx -> handler.handle(ctx, null), wav);
    }
}
