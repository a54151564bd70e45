package dev.ringback.web;

import dev.ringback.ingest.CallbackHandler;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.jspecify.annotations.Nullable;
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

    /** GET callbacks carry everything in the request line. */
    private static final int MAX_HEADER_BYTES = 64 * 1024;

    private final ListenAddress address;
    private final CallbackHandler callbacks;
    private final Handler health;
    private final AnswerTimes answerTimes;
    private @Nullable Javalin server;

    /** A door that is still closed. */
    public CallbackDoor(ListenAddress address, CallbackHandler callbacks, Handler health, AnswerTimes answerTimes) {
        this.address = address;
        this.callbacks = callbacks;
        this.health = health;
        this.answerTimes = answerTimes;
    }

    private void routes(RoutesConfig routes) {
        routes.get("/twilio", callbacks::get);
        routes.post("/twilio", callbacks::post);
        routes.get("/twilio/*", callbacks::get);
        routes.post("/twilio/*", callbacks::post);
        routes.get("/health", health);

        routes.exception(HttpResponseException.class, (exception, ctx) -> empty(ctx, exception.getStatus()));
        routes.exception(Exception.class, (exception, ctx) -> {
            log.error("a webhook could not be answered", exception);
            empty(ctx, 500);
        });
    }

    private static void empty(Context ctx, int status) {
        ctx.status(status).result("").removeHeader("Content-Type");
    }

    /**
     * Opens the door.
     *
     * @throws io.javalin.util.JavalinBindException when the port is taken
     */
    public void start() {
        server = Javalin.create(this::configure).start(address.host(), address.port());
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.defaultContentType = "";
        config.jetty.modifyHttpConfiguration(CallbackDoor::configureHttp);
        config.jetty.modifyServletContextHandler(CallbackDoor::configureServlet);
        config.jetty.modifyServer(CallbackDoor::configureServer);
        config.requestLogger.http(answerTimes.of("callback"));
        routes(config.routes);
    }

    /** Whatever Twilio signed has to reach the signature check as it was sent, odd escapes and all. */
    private static void configureHttp(HttpConfiguration http) {
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setSendServerVersion(false);
    }

    private static void configureServlet(ServletContextHandler context) {
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        context.setErrorHandler(new EmptyErrors());
    }

    private static void configureServer(Server jetty) {
        jetty.insertHandler(new GracefulHandler());
        jetty.setStopTimeout(STOP_TIMEOUT.toMillis());
        jetty.setErrorHandler(new EmptyErrors());
    }

    /** The port it listens on, once it is open. */
    public int port() {
        if (server == null) {
            throw new IllegalStateException("the callback door is closed");
        }
        return server.port();
    }

    /** Takes no more requests, and returns when those in flight are answered. */
    @Override
    public void close() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }
}
