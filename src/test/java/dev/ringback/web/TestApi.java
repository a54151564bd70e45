package dev.ringback.web;

import static io.restassured.RestAssured.given;

import dev.ringback.TestCallbacks;
import dev.ringback.TestClock;
import dev.ringback.conformance.ShapeFilter;
import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.ingest.CallbackOptions;
import dev.ringback.ingest.EventScreen;
import dev.ringback.ingest.Ingest;
import dev.ringback.ingest.QuarantineReplayJob;
import dev.ringback.jobs.JobRunner;
import dev.ringback.live.StreamMetrics;
import dev.ringback.live.StreamTimes;
import dev.ringback.live.Streams;
import dev.ringback.live.Waits;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.ApiKey;
import dev.ringback.model.Entry;
import dev.ringback.model.EventSource;
import dev.ringback.model.ReloadReport;
import dev.ringback.model.Role;
import dev.ringback.query.ChangeJson;
import dev.ringback.query.ExternalUrl;
import dev.ringback.query.MirrorBeginning;
import dev.ringback.query.ReadCounter;
import dev.ringback.query.ReadHandlers;
import dev.ringback.query.StateWaits;
import dev.ringback.query.TwilioLists;
import dev.ringback.query.TwilioReads;
import dev.ringback.stats.RollupStats;
import dev.ringback.storage.AuditTrail;
import dev.ringback.storage.Database;
import dev.ringback.storage.ResourceStore;
import dev.ringback.storage.jdbi.sqlite.SqliteDatabase;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.callback.Arrival;
import dev.ringback.twilio.callback.CallbackReader;
import dev.ringback.twilio.callback.MalformedBodyException;
import dev.ringback.upstream.ApiCondition;
import dev.ringback.upstream.doubt.MirrorHealth;
import dev.ringback.upstream.list.ListPages;
import dev.ringback.upstream.write.UnknownCreates;
import dev.ringback.upstream.write.UnknownWrites;
import dev.ringback.upstream.write.WriteThrough;
import dev.ringback.web.door.ListenAddress;
import dev.ringback.web.handler.CommandHandlers;
import dev.ringback.web.handler.MirrorHealthHandler;
import dev.ringback.web.handler.TwilioWriteHandlers;
import dev.ringback.web.live.LiveHandlers;
import dev.ringback.web.live.StreamAdmission;
import dev.ringback.web.live.StreamPlaces;
import dev.ringback.web.media.MediaHandlers;
import dev.ringback.web.media.Sources;
import dev.ringback.web.media.Transfers;
import dev.ringback.web.proxy.ApiUrls;
import dev.ringback.web.proxy.TrustedProxies;
import dev.ringback.web.route.ApiHandlers;
import dev.ringback.web.route.ApiRoutes;
import dev.ringback.web.route.LateRoutes;
import dev.ringback.web.route.RouteTable;
import dev.ringback.web.session.TestSignIn;
import io.javalin.http.Handler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The API door on a free port, before a SQLite file in production settings. Events are read as the callback door reads them and stored at
 * once; the time is the test's.
 */
public final class TestApi implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    public static final String STRANGER_SID = "AC00000000000000000000000000000009";
    public static final String STRANGER_TOKEN = "ffffffffffffffffffffffffffffffff";
    public static final String SUBACCOUNT_TOKEN = "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee";
    public static final String SECOND_TOKEN = "an older token";
    public static final String API_KEY_SID = "SK00000000000000000000000000000001";
    public static final String API_KEY_SECRET = "an API key's secret: with a colon";

    /** SIDs of API keys by the role that they have. */
    static final Map<Role, String> SIDS_OF_KEYS = Map.of(
            Role.VIEWER, "SK00000000000000000000000000000002",
            Role.OPERATOR, API_KEY_SID,
            Role.WRITER, "SK00000000000000000000000000000003",
            Role.ADMIN, "SK00000000000000000000000000000004");

    private static final Map<String, ApiKey> KEYS = SIDS_OF_KEYS.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getValue, key -> new ApiKey(API_KEY_SECRET, key.getKey())));

    private static final Account ACCOUNT = new Account(
            TestCallbacks.ACCOUNT_SID, List.of(TestCallbacks.AUTH_TOKEN, SECOND_TOKEN), null, List.of(), KEYS);
    private static final Account SUBACCOUNT =
            new Account(TestCallbacks.SUBACCOUNT_SID, List.of(SUBACCOUNT_TOKEN), ACCOUNT.sid(), List.of(), Map.of());
    private static final Accounts ACCOUNTS =
            new Accounts(List.of(ACCOUNT, SUBACCOUNT, Account.of(STRANGER_SID, STRANGER_TOKEN)));

    private final Database database;
    private final ApiDoor door;
    private final RouteTable routes;
    private final TestClock clock = new TestClock(START);
    private final Transfers transfers = new Transfers();
    private final CallbackReader reader = new CallbackReader(ACCOUNTS);

    private TestApi(
            Database database, int port, ExternalUrl url, UnaryOperator<ResourceStore> resources, Handler health) {
        this(database, port, url, resources, health, TwilioWriteHandlers.NONE);
    }

    private TestApi(
            Database database,
            int port,
            ExternalUrl url,
            UnaryOperator<ResourceStore> resources,
            Handler health,
            TwilioWriteHandlers writes) {
        this.database = database;
        Database wrapped = withResources(database, resources.apply(database.resources()));
        Ingest ingest = new Ingest(
                CallbackOptions.defaults(),
                ACCOUNTS,
                database.events(),
                database.quarantine(),
                EventScreen.NONE,
                new SimpleMeterRegistry(),
                clock);
        CommandHandlers commands = CommandHandlers.of(
                database,
                ACCOUNTS,
                ForwardOptions.NONE,
                ingest.quarantineReplay(),
                new JobRunner(List.of(new QuarantineReplayJob(ingest::quarantineReplay)), database, clock),
                actor -> ReloadReport.unavailable("there is nothing to read here"),
                clock);
        ApiHandlers handlers = new ApiHandlers(
                ReadHandlers.of(
                        wrapped,
                        ACCOUNTS,
                        "https://hooks.example.com/twilio",
                        url,
                        TwilioReads.NONE,
                        TwilioLists.NONE,
                        TestApi::noWait,
                        new MirrorBeginning(database.history(), null, clock),
                        ReadCounter.NONE,
                        new RollupStats(database.rollupReads(), clock),
                        clock),
                commands,
                writes,
                MediaHandlers.of(
                        new Sources(Optional.empty(), Optional.empty(), wrapped.resources(), ReadCounter.NONE),
                        transfers,
                        ACCOUNTS,
                        url,
                        new AuditTrail(database.audit(), clock),
                        clock),
                LiveHandlers.of(
                        new Waits(wrapped.resources(), 100),
                        new Streams(
                                database.log(),
                                wrapped.resources(),
                                ChangeJson::write,
                                StreamTimes.USUAL,
                                new StreamMetrics(new SimpleMeterRegistry())),
                        new StreamPlaces(100, 100, new SimpleMeterRegistry()),
                        new StreamAdmission(ACCOUNTS),
                        wrapped.resources(),
                        ReadCounter.NONE,
                        url),
                health,
                new MirrorHealthHandler(
                        new MirrorHealth(database.doubts(), database.downtimes(), database.writes(), clock),
                        ApiCondition.FINE,
                        List::of),
                ctx -> ctx.result("# none"),
                TestSignIn.of(ACCOUNTS, database.sessions(), url, clock),
                TestDashboard.of(wrapped, ACCOUNTS, commands, url, clock));
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        this.routes = ApiRoutes.of(handlers, LateRoutes.none());
        this.door = new ApiDoor(
                new ListenAddress("127.0.0.1", port),
                handlers,
                new ApiConnections(1_000, 100, 100, 100),
                database.readsAtOnce(),
                new AnswerTimes(registry),
                registry);
    }

    private static StateWaits.Wait noWait(String accountSid, String sid, String until, Duration atMost) {
        throw new IllegalStateException("nothing is waited for here");
    }

    /** The same database, but for its resources. */
    private static Database withResources(Database database, ResourceStore resources) {
        return (Database) Proxy.newProxyInstance(
                Database.class.getClassLoader(),
                new Class<?>[] {Database.class},
                (proxy, method, arguments) ->
                        method.getName().equals("resources") ? resources : method.invoke(database, arguments));
    }

    public static TestApi open(Path folder) {
        return open(folder, 0);
    }

    /** With writes that would be passed on, if Twilio could be reached. */
    static TestApi openForWrites(Path folder) {
        SqliteDatabase database = TestSqlite.open(folder);
        TestClock clock = new TestClock(START);
        WriteThrough writes = new WriteThrough(
                database.writes(),
                new UnknownWrites(
                        database,
                        new ListPages(Optional::empty, entries -> CompletableFuture.completedFuture(null)),
                        UnknownCreates.NONE,
                        clock),
                new AuditTrail(database.audit(), clock),
                clock);
        return open(new TestApi(
                database,
                0,
                ApiUrls.of(null, TrustedProxies.defaults()),
                resources -> resources,
                ctx -> ctx.result("well"),
                TwilioWriteHandlers.of(writes)));
    }

    static TestApi open(Path folder, int port) {
        return open(folder, port, resources -> resources, ctx -> ctx.result("well"));
    }

    /** With something else between the door and the resources, and another answer to {@code /health}. */
    static TestApi open(Path folder, UnaryOperator<ResourceStore> resources, Handler health) {
        return open(folder, 0, resources, health);
    }

    private static TestApi open(Path folder, int port, UnaryOperator<ResourceStore> resources, Handler health) {
        SqliteDatabase database = TestSqlite.open(folder);
        return open(new TestApi(database, port, ApiUrls.of(null, TrustedProxies.defaults()), resources, health));
    }

    /** Before any database, which is closed with the door. The door tells this URL as its own. */
    static TestApi open(Database database, String url) {
        return open(database, ApiUrls.of(url, TrustedProxies.none()));
    }

    /** Which tells its own URL by that rule. */
    static TestApi open(Path folder, ExternalUrl url) {
        return open(TestSqlite.open(folder), url);
    }

    private static TestApi open(Database database, ExternalUrl url) {
        return open(new TestApi(database, 0, url, resources -> resources, ctx -> ctx.result("well")));
    }

    private static TestApi open(TestApi api) {
        try {
            api.door.start();
            return api;
        } catch (RuntimeException failed) {
            api.close();
            throw failed;
        }
    }

    public int port() {
        return door.port();
    }

    /** Returns the routes that the door has, as they are declared. */
    public RouteTable routes() {
        return routes;
    }

    /** Sends bytes as they are and gives the answer as it came, for what no client would send. */
    String raw(String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes the door alone. */
    void closeDoor() {
        door.close();
    }

    /** Lets time pass. */
    public void advance(Duration duration) {
        clock.advance(duration);
    }

    /** Stores a callback as of now. */
    public void receive(TestCallbacks callback) {
        receive(callback, "/twilio");
    }

    /** Stores a callback that came to this target. */
    public void receive(TestCallbacks callback, String target) {
        byte[] body = callback.form().getBytes(StandardCharsets.UTF_8);
        database.events().append(reader.readForm(arrival(target), body, FormBody.parse(body)));
    }

    /** Stores a form as of now, byte by byte as it was sent. */
    public void receiveForm(String form) {
        byte[] body = form.getBytes(StandardCharsets.UTF_8);
        database.events().append(reader.readForm(arrival("/twilio"), body, FormBody.parse(body)));
    }

    /** Stores many callbacks in one transaction. */
    public void receiveAll(Stream<TestCallbacks> callbacks) {
        database.events().append(callbacks.flatMap(this::read).toList());
    }

    /** Stores what has been read already, in one transaction. */
    void receive(List<Entry> entries) {
        database.events().append(entries);
    }

    private Stream<Entry> read(TestCallbacks callback) {
        byte[] body = callback.form().getBytes(StandardCharsets.UTF_8);
        return reader.readForm(arrival("/twilio"), body, FormBody.parse(body)).stream();
    }

    /** Stores what an Event Streams sink was sent. */
    public void receiveJson(String body) {
        try {
            database.events().append(reader.readJson(arrival("/twilio"), body.getBytes(StandardCharsets.UTF_8)));
        } catch (MalformedBodyException e) {
            throw new AssertionError(e);
        }
    }

    private Arrival arrival(String target) {
        return new Arrival(
                ACCOUNT,
                "https://hooks.example.com" + target,
                "POST",
                target,
                null,
                clock.instant(),
                EventSource.CALLBACK);
    }

    /** A request with the account's credentials. */
    public RequestSpecification asOwner() {
        return as(ACCOUNT.sid(), TestCallbacks.AUTH_TOKEN);
    }

    /** A request with these credentials, sent at once as Twilio's libraries do. */
    public RequestSpecification as(String user, String password) {
        return anonymous().auth().preemptive().basic(user, password);
    }

    /**
     * A request without credentials. Every answer at one of Twilio's own addresses has to have the shape of Twilio's. The connection is not
     * kept: the door would wait for it a moment before it closes.
     */
    public RequestSpecification anonymous() {
        return given().header("Connection", "close")
                .baseUri("http://127.0.0.1")
                .port(door.port())
                .urlEncodingEnabled(false)
                .filter(new ShapeFilter());
    }

    /** An address under the account, as {@code /Messages.json}. */
    public static String path(String path) {
        return "/2010-04-01/Accounts/" + ACCOUNT.sid() + path;
    }

    @Override
    public void close() {
        door.close();
        transfers.close();
        database.close();
    }
}
