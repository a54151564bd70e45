package dev.ringback.web.live;

import dev.ringback.live.ChangeFilter;
import dev.ringback.live.Framing;
import dev.ringback.live.StreamEnd;
import dev.ringback.live.StreamId;
import dev.ringback.live.Streams;
import dev.ringback.model.Parameters;
import dev.ringback.query.Caller;
import dev.ringback.query.ExternalUrl;
import dev.ringback.query.QueryString;
import dev.ringback.storage.EventPosition;
import dev.ringback.storage.LostPositionException;
import dev.ringback.twilio.rest.JsonFormat;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import dev.ringback.web.door.ClientWatch;
import dev.ringback.web.late.LateAnswers;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;

/** {@code /ringback/v1/stream}: every change from now on, or from where the client was, as an answer without end. */
final class StreamHandler implements Handler {
    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final String LAST_EVENT_ID_PARAMETER = "LastEventId";

    private final Streams streams;
    private final StreamPlaces places;
    private final ExternalUrl externalUrl;

    StreamHandler(Streams streams, StreamPlaces places, ExternalUrl externalUrl) {
        this.streams = streams;
        this.places = places;
        this.externalUrl = externalUrl;
    }

    /**
     * Begins a stream, and returns.
     *
     * @throws TwilioException 400 where a filter cannot be, 429 where too many streams are open
     */
    @Override
    public void handle(Context ctx) {
        Caller caller = Caller.of(ctx);
        Parameters query = QueryString.parameters(ctx);
        ChangeFilter filter = StreamQuery.read(query, caller);
        EventPosition asked = asked(ctx, query);
        EventPosition begin;
        try {
            begin = streams.begin(asked);
        } catch (LostPositionException lost) {
            refuse(ctx, lost);
            return;
        }
        boolean asLines = wantsLines(ctx);
        ctx.contentType(asLines ? JsonLinesFraming.CONTENT_TYPE : EventStreamFraming.CONTENT_TYPE)
                .header("Cache-Control", "no-store")
                // nginx would keep what is sent until it has enough of it
                .header("X-Accel-Buffering", "no");
        if (ctx.method().name().equals("HEAD")) {
            return;
        }
        Runnable giveBack = places.take(caller.accountSid());
        Framing framing = asLines ? new JsonLinesFraming() : new EventStreamFraming();
        String baseUrl = externalUrl.of(ctx);
        ctx.future(() -> stream(ctx, begin, filter, framing, baseUrl, giveBack));
    }

    private static @Nullable EventPosition asked(Context ctx, Parameters query) {
        String parameter = query.text(LAST_EVENT_ID_PARAMETER);
        // A browser that connects again keeps its URL, and says in the header where it is.
        String header = ctx.header(LAST_EVENT_ID);
        if (header != null && !header.isEmpty()) {
            return StreamId.parse(LAST_EVENT_ID, header);
        }
        return parameter == null ? null : StreamId.parse(LAST_EVENT_ID_PARAMETER, parameter);
    }

    private static boolean wantsLines(Context ctx) {
        String accept = ctx.header("Accept");
        return accept != null
                && accept.contains(JsonLinesFraming.CONTENT_TYPE)
                && !accept.contains(EventStreamFraming.CONTENT_TYPE);
    }

    private CompletableFuture<Void> stream(
            Context ctx, EventPosition begin, ChangeFilter filter, Framing framing, String baseUrl, Runnable giveBack) {
        long began = System.nanoTime();
        ResponseOutlet outlet = ResponseOutlet.of(ctx);
        CompletableFuture<StreamEnd> end = streams.open(begin, filter, framing, outlet, baseUrl);
        ClientWatch watch = ClientWatch.start(
                ServletContextRequest.getServletContextRequest(ctx.req()), () -> end.complete(StreamEnd.GONE));
        return end.handle((reason, failure) -> {
            watch.stop();
            giveBack.run();
            LateAnswers.addWaited(ctx, System.nanoTime() - began);
            if (reason == StreamEnd.GONE || !outlet.isReady()) {
                outlet.cut();
            }
            return null;
        });
    }

    /** Says where the log begins and ends now: whoever goes on from one of them knows what it misses. */
    private void refuse(Context ctx, LostPositionException lost) {
        EventPosition end = streams.begin(null);
        TwilioException error = new TwilioException(
                TwilioError.GONE,
                "The stream cannot be resumed there: " + lost.getMessage()
                        + ". Begin with 'beginning' for all that is kept, or with 'end' for what comes from now on");
        ctx.status(error.error().status()).contentType(JsonFormat.CONTENT_TYPE).result(JsonFormat.error(error, json -> {
            json.writeStringField("beginning", StreamId.of(lost.beginning()));
            json.writeStringField("end", StreamId.of(end));
        }));
    }
}
