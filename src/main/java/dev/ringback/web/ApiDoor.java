package dev.ringback.web;

import dev.ringback.query.AnswerBody;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import dev.ringback.web.door.Door;
import dev.ringback.web.door.ListenAddress;
import dev.ringback.web.door.RequestTurns;
import dev.ringback.web.late.LateAnswers;
import dev.ringback.web.late.LateRequests;
import dev.ringback.web.route.AllowedMethods;
import dev.ringback.web.route.ApiHandlers;
import dev.ringback.web.route.ApiRoutes;
import dev.ringback.web.route.RouteTable;
import dev.ringback.web.session.Admission;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.MethodNotAllowedResponse;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;

/**
 * The private door, where your code reads: Twilio's own addresses, and what Twilio has not under {@code /ringback/v1}. It answers reads
 * and a few commands, and says every error in Twilio's shape. Only its pages, which people look at with a browser, redirect: to the form to sign in.
 */
public final class ApiDoor implements AutoCloseable {
    /** Time that requests in flight have to finish once the door closes. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    /** The longest that a handler asks for is a minute, and what it waits for may be late itself. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(70);

    /** A read may wait as long for a state before, and then ask Twilio. */
    private static final Duration MAX_WAIT_FOR_STATE = Duration.ofMinutes(1);

    /** Fewer than there are threads, so that others are still answered. */
    private static final int MAX_REQUESTS_OF_ACCOUNT = 200;

    /** Longer ones serve nobody; every parameter of every list together fits many times. */
    private static final int MAX_QUERY = 8_192;

    /** Answers to wrong credentials that may be late at once; what is beyond them is refused. */
    private static final int MAX_SLOWED = 100;

    /** At most one connection of so many is held by them. */
    private static final int SHARE_OF_SLOWED = 10;

    private static final String ACCESS_TOKENS = "/v2/token";
    private static final String TWILIO = "/2010-04-01/";
    private static final String MONITOR = "/v1/";
    private static final String OWN = "/ringback/";

    private volatile Admission admission;
    private volatile RouteTable table;
    private volatile AllowedMethods allowedMethods;
    private final Set<String> withoutCredentials;
    private final AnswerTimes answerTimes;
    private final RequestHeaders headers = new RequestHeaders();
    private final ConcurrentRequests concurrentRequests = new ConcurrentRequests(MAX_REQUESTS_OF_ACCOUNT);
    private final LateRequests late;
    private final ErrorMapper errors;
    private final RequestTurns turns;
    private final Door door;

    /**
     * Creates a door that is still closed.
     *
     * @param connections that this process can have
     * @param readsAtOnce that the database is asked for at once
     */
    public ApiDoor(
            ListenAddress address,
            ApiHandlers handlers,
            ApiConnections connections,
            int readsAtOnce,
            AnswerTimes answerTimes,
            MeterRegistry registry) {
        this(
                address,
                handlers.signIn().admission(),
                late -> ApiRoutes.of(handlers, late),
                connections,
                readsAtOnce,
                MAX_WAIT,
                answerTimes,
                registry);
    }

    /** Creates a door with other routes. */
    ApiDoor(
            ListenAddress address,
            Admission admission,
            Function<LateRequests, RouteTable> routes,
            ApiConnections connections,
            int readsAtOnce,
            Duration maxWait,
            AnswerTimes answerTimes,
            MeterRegistry registry) {
        this.admission = admission;
        this.late = new LateRequests(
                late(
                        "twilio",
                        connections.asking(),
                        "as many requests wait for Twilio as this server lets wait",
                        maxWait,
                        registry),
                late(
                        "state",
                        connections.waits(),
                        "as many requests wait for a state as RINGBACK_MAX_WAITS and the connections of this server allow",
                        maxWait.plus(MAX_WAIT_FOR_STATE),
                        registry),
                late(
                        "sign-in",
                        Math.min(MAX_SLOWED, connections.most() / SHARE_OF_SLOWED),
                        "many credentials were wrong of late, and so are these",
                        maxWait,
                        registry));
        this.table = routes.apply(late);
        this.allowedMethods = table.allowedMethods();
        this.withoutCredentials = table.withoutCredentials();
        this.errors = new ErrorMapper(() -> allowedMethods);
        this.answerTimes = answerTimes;
        this.turns = new RequestTurns(readsAtOnce, ApiDoor::isRead);
        this.door = new Door(address, connections.most(), -1, STOP_TIMEOUT, new JettyErrors(), turns, this::configure);
    }

    /** Tells whether a request is for a resource, or a list of them: all that takes long about it is the database. */
    private static boolean isRead(Request request) {
        String path = request.getHttpURI().getPath();
        return path != null
                && (path.startsWith(TWILIO) || path.startsWith(MONITOR) || path.startsWith(OWN))
                && (HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod()));
    }

    private LateAnswers late(String kind, int most, String limit, Duration maxWait, MeterRegistry registry) {
        return new LateAnswers(kind, most, limit, maxWait, concurrentRequests::leave, registry);
    }

    /**
     * Lets in the accounts that these handlers do from now on, and no others, and answers with them. Requests under way end as they began.
     *
     * @param handlers of the same routes, of which others may be served
     */
    public void use(ApiHandlers handlers) {
        use(handlers.signIn().admission(), late -> ApiRoutes.of(handlers, late));
    }

    /** Does the same with other routes. */
    void use(Admission newAdmission, Function<LateRequests, RouteTable> routes) {
        RouteTable newer = routes.apply(late);
        if (!newer.hasRoutesOf(table)) {
            throw new IllegalArgumentException("other routes");
        }
        admission = newAdmission;
        table = newer;
        allowedMethods = newer.allowedMethods();
    }

    private void routes(RoutesConfig routes) {
        // Each looks at the path by itself: Javalin would try a regular expression for each of dozens of paths, at
        // every request.
        routes.before(headers::before);
        routes.before(this::admit);
        routes.before(onPages(late.forSignIns().of(ctx -> admission.page(ctx))));
        routes.before(onPages(concurrentRequests));
        routes.before(this::refuseWrite);
        routes.before(ApiDoor::refuseLongQuery);

        table.register(routes, () -> table);
        routes.after(headers::after);
        routes.after(AnswerBody::write);
    }

    /** Asks for credentials under Twilio's addresses and Ringback's own, whole trees, so that what is not there asks for them too, as at Twilio. */
    private void admit(Context ctx) throws Exception {
        String path = ctx.path();
        if (path.startsWith(TWILIO) || path.startsWith(MONITOR) || path.startsWith(OWN)) {
            letIn(ctx);
        } else if (path.equals(ACCESS_TOKENS)) {
            // Where libraries get their access token before anything else, if all their hosts lead here.
            throw Admission.bearer();
        } else if (table.isPage(path)) {
            Admission.markPage(ctx);
        }
    }

    /**
     * Refuses writes, also where nothing is served: whoever creates something there should hear that this is the wrong place, not that it
     * was not found.
     */
    private void refuseWrite(Context ctx) {
        if (!allowedMethods.at(ctx.path()).contains(ctx.method().name())) {
            throw new MethodNotAllowedResponse();
        }
    }

    /**
     * Asks for credentials, or for the link in their place, and counts the request. Leaves out the addresses that ask for none, such as the page that
     * silences. No other spelling of theirs does without credentials.
     */
    private void letIn(Context ctx) throws Exception {
        Optional<Handler> linkCheck = table.linkCheck(ctx.path());
        if (linkCheck.isEmpty() && withoutCredentials.contains(ctx.path())) {
            return;
        }
        Handler check = linkCheck.isPresent() ? linkCheck.get() : admission::api;
        check.handle(ctx);
        if (table.isOwnRead(ctx.path())) {
            admission.needsNoForeignPage(ctx);
        }
        concurrentRequests.handle(ctx);
    }

    /** Returns a handler that checks requests for pages that ask for credentials, and lets all others pass. */
    private Handler onPages(Handler check) {
        return ctx -> {
            String path = ctx.path();
            if (Admission.isPage(ctx) && table.isPageForCallers(path) && !withoutCredentials.contains(path)) {
                check.handle(ctx);
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

    /** Says with each answer from now on that its connection ends: to be called before those who wait are answered because the server stops. */
    public void endConnections() {
        headers.endConnections();
    }

    /** The port it listens on, once it is open. */
    public int port() {
        return door.port();
    }

    /**
     * Takes no more requests, and returns when those in flight are answered, or after five seconds. Requests that wait for an answer are
     * told at once that the server is stopping.
     */
    @Override
    public void close() {
        late.close();
        door.close();
    }
}
