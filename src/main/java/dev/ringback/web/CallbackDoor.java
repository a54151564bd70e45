package dev.ringback.web;

import dev.ringback.ingest.CallbackHandler;
import dev.ringback.ingest.LogLimit;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import java.time.Duration;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public door, where Twilio's webhooks come in: {@code /twilio} and everything below, and {@code /health}. Anything else is a 404. No
 * answer has a body but those that Twilio wants one in, so strangers learn nothing.
 */
public final class CallbackDoor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CallbackDoor.class);

    /** Longer than a request is ever held, so that what was taken in is committed and answered before the door closes. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    /** What Jetty counts for each piece of a body besides its bytes; larger than most pieces it would copy them. */
    private static final int FRAMING_BYTES = 64;

    private final int maxBodyBytes;
    private final LogLimit failureLog = LogLimit.perSecond(1);
    private final CallbackHandler callbacks;
    private final Handler health;
    private final AnswerTimes answerTimes;
    private final Door door;

    /** A door that is still closed. */
    public CallbackDoor(
            ListenAddress address,
            int maxBodyBytes,
            CallbackHandler callbacks,
            Handler health,
            AnswerTimes answerTimes) {
        this.maxBodyBytes = maxBodyBytes;
        this.callbacks = callbacks;
        this.health = health;
        this.answerTimes = answerTimes;
        this.door = new Door(address, STOP_TIMEOUT, new EmptyErrors(), this::configure);
    }

    private void routes(RoutesConfig routes) {
        // An answer without a body has no type
        routes.before(ctx -> ctx.res().setContentType(null));
        routes.get("/twilio", callbacks::get);
        routes.post("/twilio", callbacks::post);
        routes.get("/twilio/*", callbacks::get);
        routes.post("/twilio/*", callbacks::post);
        routes.head("/twilio", CallbackDoor::refuseHead);
        routes.head("/twilio/*", CallbackDoor::refuseHead);
        routes.get("/health", health);

        routes.exception(HttpResponseException.class, (exception, ctx) -> empty(ctx, exception.getStatus()));
        routes.exception(Exception.class, (exception, ctx) -> {
            failureLog.run(suppressed -> log.error("a webhook could not be answered", exception));
            empty(ctx, 500);
        });
    }

    /** Left to itself Javalin answers HEAD with 200 wherever there is a GET. */
    private static void refuseHead(Context ctx) {
        ctx.status(405);
    }

    private static void empty(Context ctx, int status) {
        ctx.status(status).result("");
        ctx.res().setContentType(null);
    }

    private void configure(JavalinConfig config) {
        // Whatever Twilio signed has to reach the signature check as it was sent, odd escapes and all.
        config.jetty.modifyHttpConfiguration(http -> http.setUriCompliance(UriCompliance.UNSAFE));
        config.jetty.modifyServletContextHandler(
                context -> context.getServletHandler().setDecodeAmbiguousURIs(true));
        // A body that comes slowly is gathered without a thread waiting for it
        config.jetty.modifyServer(jetty -> jetty.insertHandler(new EagerContentHandler(
                new EagerContentHandler.RetainedContentLoaderFactory(maxBodyBytes, FRAMING_BYTES, false))));
        config.requestLogger.http(answerTimes.of("callback"));
        routes(config.routes);
    }

    /**
     * Opens the door.
     *
     * @throws RuntimeException when the port is taken
     */
    public void start() {
        door.start();
    }

    /** The port it listens on, once it is open. */
    public int port() {
        return door.port();
    }

    /** Takes no more requests, and returns when those in flight are answered. */
    @Override
    public void close() {
        door.close();
    }
}
