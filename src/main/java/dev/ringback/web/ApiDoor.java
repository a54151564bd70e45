package dev.ringback.web;

import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import java.time.Duration;

/**
 * The private door, where your code reads: Twilio's own addresses, and what Twilio has not under {@code /ringback/v1}. It answers reads
 * and one command, never redirects, and says every error in Twilio's shape.
 */
public final class ApiDoor implements AutoCloseable {
    /** How long requests in flight may take to finish once the door closes. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    /** Your own programs, so there are few; and the other door needs the files and the memory. */
    private static final int MAX_CONNECTIONS = ConnectionLimit.affordable(1_000, 0.125);

    private static final String ACCOUNT = "/2010-04-01/Accounts/{AccountSid}";

    private final BasicAuth auth;
    private final ApiHandlers handlers;
    private final AnswerTimes answerTimes;
    private final RequestHeaders headers = new RequestHeaders();
    private final ErrorMapper errors = new ErrorMapper();
    private final Door door;

    /** A door that is still closed. */
    public ApiDoor(ListenAddress address, BasicAuth auth, ApiHandlers handlers, AnswerTimes answerTimes) {
        this.auth = auth;
        this.handlers = handlers;
        this.answerTimes = answerTimes;
        this.door = new Door(address, MAX_CONNECTIONS, STOP_TIMEOUT, new JettyErrors(), this::configure);
    }

    private void routes(RoutesConfig routes) {
        routes.before(headers::before);
        // Whole trees, so that what is not there asks for credentials too, as at Twilio.
        routes.before("/2010-04-01/*", auth);
        routes.before("/v1/*", auth);
        routes.before("/ringback/*", auth);

        resource(routes, "/Messages", handlers.messages()::list);
        resource(routes, "/Messages/{Sid}", handlers.messages()::fetch);
        resource(routes, "/Messages/{MessageSid}/Media", handlers.media()::list);
        resource(routes, "/Messages/{MessageSid}/Media/{Sid}", handlers.media()::fetch);
        resource(routes, "/Calls", handlers.calls()::list);
        resource(routes, "/Calls/{Sid}", handlers.calls()::fetch);
        resource(routes, "/Calls/{CallSid}/Recordings", handlers.recordings()::listOfCall);
        resource(routes, "/Calls/{CallSid}/Recordings/{Sid}", handlers.recordings()::fetchOfCall);
        resource(routes, "/Recordings", handlers.recordings()::list);
        resource(routes, "/Recordings/{Sid}", handlers.recordings()::fetch);
        resource(routes, "/Recordings/{RecordingSid}/Transcriptions", handlers.transcriptions()::listOfRecording);
        resource(
                routes, "/Recordings/{RecordingSid}/Transcriptions/{Sid}", handlers.transcriptions()::fetchOfRecording);
        resource(routes, "/Transcriptions", handlers.transcriptions()::list);
        resource(routes, "/Transcriptions/{Sid}", handlers.transcriptions()::fetch);
        resource(routes, "/Conferences", handlers.conferences()::list);
        resource(routes, "/Conferences/{Sid}", handlers.conferences()::fetch);
        resource(routes, "/Conferences/{ConferenceSid}/Participants", handlers.participants()::list);
        resource(routes, "/Conferences/{ConferenceSid}/Participants/{CallSid}", handlers.participants()::fetch);
        resource(routes, "/Conferences/{ConferenceSid}/Recordings", handlers.recordings()::listOfConference);
        resource(routes, "/Conferences/{ConferenceSid}/Recordings/{Sid}", handlers.recordings()::fetchOfConference);

        read(routes, "/v1/Alerts", handlers.alerts()::list);
        read(routes, "/v1/Alerts/{Sid}", handlers.alerts()::fetch);

        read(routes, "/ringback/v1/timeline/{sid}", handlers.timeline()::fetch);
        read(routes, "/ringback/v1/quarantine", handlers.quarantine()::list);
        routes.post(ReplayHandler.PATH, handlers.replay());

        read(routes, "/health", handlers.health());
        read(routes, "/metrics", handlers.metrics());
        routes.after(headers::after);
    }

    /** A resource of an account, in every format it is served in. */
    private static void resource(RoutesConfig routes, String path, Handler handler) {
        read(routes, ACCOUNT + path + ".json", handler);
    }

    /** Left to itself Javalin answers HEAD with 200 wherever there is a GET, found or not. */
    private static void read(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    private void configure(JavalinConfig config) {
        config.requestLogger.http(answerTimes.of("api"));
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
