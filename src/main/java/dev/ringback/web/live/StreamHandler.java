package dev.ringback.web.live;

import dev.ringback.live.ChangeFilter;
import dev.ringback.live.Framing;
import dev.ringback.live.OpenStream;
import dev.ringback.live.Outlet;
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
import dev.ringback.web.session.SignedIn;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** {@code /ringback/v1/stream}: every change from now on, or from where the client was, or only that there were some, as an answer without end. */
final class StreamHandler implements Handler {
    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final String LAST_EVENT_ID_PARAMETER = "LastEventId";

    /** What a client has to take what was being sent when its stream ends: then it sees an end, and not a cut. */
    private static final Duration FOR_THE_LAST = Duration.ofMillis(500);

    private final Streams streams;
    private final StreamPlaces places;
    private final StreamAdmission admission;
    private final ExternalUrl externalUrl;

    StreamHandler(Streams streams, StreamPlaces places, StreamAdmission admission, ExternalUrl externalUrl) {
        this.streams = streams;
        this.places = places;
        this.admission = admission;
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
        Duration interval = StreamQuery.interval(query);
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
        Framing framing = asLines ? new JsonLinesFraming() : new EventStreamFraming();
        Opening opening = interval == null
                ? each(begin, filter, framing, externalUrl.of(ctx))
                : outlet -> streams.openSummary(begin, filter, interval, framing, outlet);
        Runnable giveBack = place(ctx, caller);
        boolean session = SignedIn.of(ctx).hasSession();
        ctx.future(() -> stream(ctx, caller, session, opening, giveBack));
    }

    /** Opens the stream that was asked for, once there is something to send it on. */
    @FunctionalInterface
    private interface Opening {
        OpenStream on(Outlet outlet);
    }

    private Opening each(EventPosition begin, ChangeFilter filter, Framing framing, String baseUrl) {
        return outlet -> streams.open(begin, filter, framing, outlet, baseUrl);
    }

    /** Takes a place, which is given back when the request is over at the latest. */
    private Runnable place(Context ctx, Caller caller) {
        Runnable giveBack = places.take(caller.accountSid());
        Request.addCompletionListener(request(ctx), failure -> giveBack.run());
        return giveBack;
    }

    private static Request request(Context ctx) {
        return ServletContextRequest.getServletContextRequest(ctx.req());
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
            Context ctx, Caller caller, boolean session, Opening opening, Runnable giveBack) {
        long began = System.nanoTime();
        ResponseOutlet outlet = ResponseOutlet.of(ctx);
        OpenStream stream = opening.on(outlet);
        if (session) {
            admission.enterBySession(stream, caller);
        } else {
            admission.enter(stream, caller);
        }
        ClientWatch watch = ClientWatch.start(request(ctx), () -> stream.end(StreamEnd.GONE));
        Executor doorThreads = request(ctx).getComponents().getExecutor();
        return stream.ended()
                .thenCompose(reason -> reason == StreamEnd.GONE
                        ? CompletableFuture.completedFuture(false)
                        : outlet.isTaken(FOR_THE_LAST))
                .<Void>handleAsync(
                        (isTaken, failure) -> {
                            watch.stop();
                            giveBack.run();
                            LateAnswers.addWaited(ctx, System.nanoTime() - began);
                            if (!isTaken) {
                                outlet.cut();
                            }
                            return null;
                        },
                        doorThreads)
                .toCompletableFuture();
    }

    /** Says where the log begins and ends now: whoever goes on from one of them knows what it misses. */
    private void refuse(Context ctx, LostPositionException lost) {
        EventPosition end = streams.begin(null);
        TwilioException error = new TwilioException(
                TwilioError.GONE,
                "The stream cannot be resumed there: " + lost.getMessage()
                        + ". Send the id in 'beginning' instead for all that is kept, or the one in 'end' for what comes from now on");
        ctx.status(error.error().status()).contentType(JsonFormat.CONTENT_TYPE).result(JsonFormat.error(error, json -> {
            json.writeStringField("beginning", StreamId.of(lost.beginning()));
            json.writeStringField("end", StreamId.of(end));
        }));
    }
}
