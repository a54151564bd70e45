package dev.ringback.web;

import dev.ringback.ingest.Ingest;
import dev.ringback.ingest.LogLimit;
import dev.ringback.web.body.BodyGathering;
import dev.ringback.web.body.BodyLimits;
import dev.ringback.web.door.ConnectionLimit;
import dev.ringback.web.door.Door;
import dev.ringback.web.door.ListenAddress;
import dev.ringback.web.door.RequestLimit;
import dev.ringback.web.door.TrustedConnections;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import java.time.Duration;
import org.eclipse.jetty.http.UriCompliance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public door, where Twilio's webhooks come in: {@code /twilio} and everything below (also under the prefix of the public URL), and
 * {@code /health}. Anything else is a 404. No
 * answer has a body but those that Twilio wants one in, so strangers learn nothing.
 */
public final class CallbackDoor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CallbackDoor.class);

    /** Longer than a request is ever held, so that what was taken in is committed and answered before the door closes. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    /** Requests are held while the disk is slow, and each holds a connection. */
    static final int MAX_CONNECTIONS = ConnectionLimit.affordable(12_000, 0.75);

    /** Leaves connections to say no over. */
    private static final int MAX_REQUESTS = Math.max(1, MAX_CONNECTIONS * 2 / 3);

    private static final int MAX_UNFINISHED_BODIES = Math.max(1, MAX_CONNECTIONS / 2);
    private static final long MAX_UNFINISHED_BYTES =
            Math.min(64_000_000, Runtime.getRuntime().maxMemory() / 8);

    /** Answers are small. Who sends requests and reads none of the answers is soon given no more. */
    private static final int UNREAD_BYTES = 16_384;

    /** Time a body may take. Twilio waits as long for the answer: whoever is slower is no longer there to read it. */
    private static final Duration BODY_PATIENCE = Duration.ofSeconds(15);

    private final Ingest ingest;
    private final LogLimit failureLog = LogLimit.perSecond(log, 1, "failures");
    private final Handler health;
    private final AnswerTimes answerTimes;
    private final Door door;

    /** Creates a door that is still closed. */
    public CallbackDoor(ListenAddress address, Ingest ingest, Handler health, AnswerTimes answerTimes) {
        this.ingest = ingest;
        this.health = health;
        this.answerTimes = answerTimes;
        this.door = new Door(
                address, MAX_CONNECTIONS, UNREAD_BYTES, STOP_TIMEOUT, new EmptyErrors(), null, this::configure);
    }

    private void routes(RoutesConfig routes) {
        // An answer without a body has no type
        routes.before(ctx -> ctx.res().setContentType(null));
        for (String path : ingest.callbacks().paths()) {
            callbacks(routes, path);
            callbacks(routes, path + "/*");
        }
        routes.get("/health", health);

        routes.exception(HttpResponseException.class, (exception, ctx) -> empty(ctx, exception.getStatus()));
        routes.exception(Exception.class, (exception, ctx) -> {
            failureLog.error(() -> "a webhook could not be answered", exception);
            empty(ctx, 500);
        });
        routes.after(CallbackDoor::hangUpOnRefusal);
    }

    /** Closes the connection after a refusal: otherwise one connection could ask for thousands of refusals at once, and read none. */
    private static void hangUpOnRefusal(Context ctx) {
        if (ctx.statusCode() >= 400) {
            ctx.header("Connection", "close");
        }
    }

    private void callbacks(RoutesConfig routes, String path) {
        // Asked each time: the settings may be read again.
        routes.get(path, ctx -> ingest.callbacks().get(ctx));
        routes.post(path, ctx -> ingest.callbacks().post(ctx));
        routes.head(path, CallbackDoor::refuseHead);
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
        config.jetty.modifyServer(jetty -> {
            ingest.callbacks().paths().forEach(path -> jetty.insertHandler(new TrustedConnections(path)));
            jetty.insertHandler(new RequestLimit(MAX_REQUESTS, ingest::overloaded));
            jetty.insertHandler(new BodyGathering(new BodyLimits(
                    ingest.maxBodyBytes(),
                    BODY_PATIENCE,
                    MAX_UNFINISHED_BYTES,
                    MAX_UNFINISHED_BODIES,
                    ingest::overloaded)));
        });
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
