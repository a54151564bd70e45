package dev.ringback.web;

import dev.ringback.twilio.rest.Extension;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import dev.ringback.web.door.ConnectionLimit;
import dev.ringback.web.door.Door;
import dev.ringback.web.door.ListenAddress;
import dev.ringback.web.handler.DeliveryReplayHandler;
import dev.ringback.web.handler.ReplayHandler;
import dev.ringback.web.handler.SilencePage;
import dev.ringback.web.handler.UnservedHandler;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.MethodNotAllowedResponse;
import java.time.Duration;
import java.util.List;

/**
 * The private door, where your code reads: Twilio's own addresses, and what Twilio has not under {@code /ringback/v1}. It answers reads
 * and a few commands, never redirects, and says every error in Twilio's shape.
 */
public final class ApiDoor implements AutoCloseable {
    /** How long requests in flight may take to finish once the door closes. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    /** Your own programs, so there are few; and the other door needs the files and the memory. */
    private static final int MAX_CONNECTIONS = ConnectionLimit.affordable(1_000, 0.125);

    /** Fewer than there are threads, so that others are still answered. */
    private static final int MAX_REQUESTS_OF_ACCOUNT = 200;

    /** Longer ones serve nobody; every parameter of every list together fits many times. */
    private static final int MAX_QUERY = 8_192;

    private static final Handler CONTENT = new UnservedHandler("its content stays with Twilio");

    private static final String ACCESS_TOKENS = "/v2/token";
    private static final String ACCOUNT = "/2010-04-01/Accounts/{AccountSid}";

    private final BasicAuth auth;
    private final ApiHandlers handlers;
    private final AnswerTimes answerTimes;
    private final RequestHeaders headers = new RequestHeaders();
    private final ConcurrentRequests concurrentRequests = new ConcurrentRequests(MAX_REQUESTS_OF_ACCOUNT);
    private final ErrorMapper errors = new ErrorMapper();
    private final Door door;

    /** A door that is still closed. */
    public ApiDoor(ListenAddress address, BasicAuth auth, ApiHandlers handlers, AnswerTimes answerTimes) {
        this.auth = auth;
        this.handlers = handlers;
        this.answerTimes = answerTimes;
        this.door = new Door(address, MAX_CONNECTIONS, -1, STOP_TIMEOUT, new JettyErrors(), this::configure);
    }

    private void routes(RoutesConfig routes) {
        routes.before(headers::before);
        // Whole trees, so that what is not there asks for credentials too, as at Twilio.
        for (String tree : List.of("/2010-04-01/*", "/v1/*", "/ringback/*")) {
            routes.before(tree, behindCredentials(auth));
            routes.before(tree, behindCredentials(concurrentRequests));
        }
        // Where libraries get their access token before anything else, if all their hosts lead here.
        routes.before(ACCESS_TOKENS, ctx -> {
            throw BasicAuth.bearer();
        });
        routes.before(ApiDoor::refuseWrite);
        routes.before(ApiDoor::refuseLongQuery);

        // By format, so that the one that SDKs ask for is found first.
        for (Extension extension : Extension.values()) {
            resources(routes, extension);
        }
        unserved(routes);

        read(routes, "/v1/Alerts", handlers.alerts()::list);
        read(routes, "/v1/Alerts/{Sid}", handlers.alerts()::fetch);

        read(routes, "/ringback/v1/events", handlers.events()::list);
        read(routes, "/ringback/v1/timeline/{sid}", handlers.timeline()::fetch);
        read(routes, "/ringback/v1/quarantine", handlers.quarantine()::list);
        routes.post(ReplayHandler.PATH, handlers.replay());

        read(routes, "/ringback/v1/deliveries", handlers.deliveries()::list);
        routes.post(DeliveryReplayHandler.PATH, handlers.deliveryReplay()::between);
        read(routes, "/ringback/v1/deliveries/{id}", handlers.deliveries()::fetch);
        routes.post("/ringback/v1/deliveries/{id}/replay", handlers.deliveryReplay()::one);
        read(routes, "/ringback/v1/silences", handlers.silences()::list);
        routes.post("/ringback/v1/silences", handlers.silences()::create);
        read(routes, "/ringback/v1/silences/{id}", handlers.silences()::fetch);
        routes.delete("/ringback/v1/silences/{id}", handlers.silences()::end);
        read(routes, SilencePage.PATH, handlers.silencePage()::show);
        routes.post(SilencePage.PATH, handlers.silencePage()::change);

        read(routes, "/health", handlers.health());
        read(routes, "/metrics", handlers.metrics());
        routes.after(headers::after);
    }

    private void resources(RoutesConfig routes, Extension extension) {
        read(routes, "/2010-04-01/Accounts" + extension.text(), handlers.accounts()::list);
        read(routes, ACCOUNT + extension.text(), handlers.accounts()::fetch);

        Resources resources = (path, handler) -> read(routes, ACCOUNT + path + extension.text(), handler);
        resources.at("/Messages", handlers.messages()::list);
        resources.at("/Messages/{Sid}", handlers.messages()::fetch);
        resources.at("/Messages/{MessageSid}/Media", handlers.media()::list);
        resources.at("/SMS/Messages", handlers.messages()::listAsSms);
        resources.at("/SMS/Messages/{Sid}", handlers.messages()::fetchAsSms);
        resources.at("/Calls", handlers.calls()::list);
        resources.at("/Calls/{Sid}", handlers.calls()::fetch);
        resources.at("/Calls/{CallSid}/Notifications", handlers.notifications()::listOfCall);
        resources.at("/Calls/{CallSid}/Notifications/{Sid}", handlers.notifications()::fetchOfCall);
        resources.at("/Calls/{CallSid}/Recordings", handlers.recordings()::listOfCall);
        resources.at("/Recordings", handlers.recordings()::list);
        resources.at("/Recordings/{RecordingSid}/Transcriptions", handlers.transcriptions()::listOfRecording);
        resources.at("/Recordings/{RecordingSid}/Transcriptions/{Sid}", handlers.transcriptions()::fetchOfRecording);
        resources.at("/Transcriptions", handlers.transcriptions()::list);
        resources.at("/Transcriptions/{Sid}", handlers.transcriptions()::fetch);
        resources.at("/Conferences", handlers.conferences()::list);
        resources.at("/Conferences/{Sid}", handlers.conferences()::fetch);
        resources.at("/Conferences/{ConferenceSid}/Participants", handlers.participants()::list);
        resources.at("/Conferences/{ConferenceSid}/Participants/{CallSid}", handlers.participants()::fetch);
        resources.at("/Conferences/{ConferenceSid}/Recordings", handlers.recordings()::listOfConference);
        resources.at("/Notifications", handlers.notifications()::list);
        resources.at("/Notifications/{Sid}", handlers.notifications()::fetch);

        // Without an extension these are the picture or the sound itself.
        boolean content = extension == Extension.NONE;
        resources.at("/Messages/{MessageSid}/Media/{Sid}", content ? CONTENT : handlers.media()::fetch);
        resources.at("/Calls/{CallSid}/Recordings/{Sid}", content ? CONTENT : handlers.recordings()::fetchOfCall);
        resources.at("/Recordings/{Sid}", content ? CONTENT : handlers.recordings()::fetch);
        resources.at(
                "/Conferences/{ConferenceSid}/Recordings/{Sid}",
                content ? CONTENT : handlers.recordings()::fetchOfConference);
        if (extension != Extension.CSV) { // nothing in an event fits into a line
            resources.at("/Calls/{CallSid}/Events", handlers.callEvents()::list);
        }
    }

    /** What only Twilio can know. */
    private static void unserved(RoutesConfig routes) {
        Handler unserved = new UnservedHandler("no webhook tells it");
        for (Extension extension : Extension.values()) {
            read(routes, ACCOUNT + "/Balance" + extension.text(), unserved);
        }
        read(routes, ACCOUNT + "/Usage/*", unserved);
    }

    /** Where resources of an account are put. */
    private interface Resources {
        /** @param path without its extension */
        void at(String path, Handler handler);
    }

    /** Left to itself Javalin answers HEAD with 200 wherever there is a GET, found or not. */
    private static void read(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    /** Also where nothing is served: whoever creates something there should hear that this is the wrong place, not that it was not found. */
    private static void refuseWrite(Context ctx) {
        if (!WriteRoutes.methods(ctx.path()).contains(ctx.method().name())) {
            throw new MethodNotAllowedResponse();
        }
    }

    /** The page that silences asks for a signature instead. No other spelling of its address does without credentials. */
    private static Handler behindCredentials(Handler handler) {
        return ctx -> {
            if (!ctx.path().equals(SilencePage.PATH)) {
                handler.handle(ctx);
            }
        };
    }

    private static void refuseLongQuery(Context ctx) {
        String query = ctx.queryString();
        if (query != null && query.length() > MAX_QUERY) {
            throw new TwilioException(
                    TwilioError.URI_TOO_LONG, "The query is longer than " + MAX_QUERY + " characters");
        }
    }

    private void configure(JavalinConfig config) {
        config.requestLogger.http(answerTimes.of("api"));
        config.jetty.modifyServer(jetty -> jetty.insertHandler(new LeadingSlashes()));
        errors.register(config);
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

    /** Takes no more requests, and returns when those in flight are answered, or after five seconds. */
    @Override
    public void close() {
        door.close();
    }
}
