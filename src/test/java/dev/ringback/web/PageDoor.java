package dev.ringback.web;

import dev.ringback.TestCallbacks;
import dev.ringback.TestClock;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.ApiKey;
import dev.ringback.model.Role;
import dev.ringback.storage.Database;
import dev.ringback.web.door.ListenAddress;
import dev.ringback.web.proxy.ApiUrls;
import dev.ringback.web.proxy.ClientAddress;
import dev.ringback.web.proxy.TrustedProxies;
import dev.ringback.web.route.PageRoutes;
import dev.ringback.web.session.FailedSignIns;
import dev.ringback.web.session.Sessions;
import dev.ringback.web.session.SignIn;
import dev.ringback.web.session.SignInMetrics;
import dev.ringback.web.session.TestSignIn;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An API door on a free port that has pages, before a database that others may use too. */
public final class PageDoor implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    public static final String VIEWER = "SK00000000000000000000000000000001";
    public static final String OPERATOR = "SK00000000000000000000000000000002";
    public static final String SECRET = "a secret: with a colon, ü and 世界";
    public static final String OLD_TOKEN = "an older token";
    public static final Account ACCOUNT = account(List.of(TestCallbacks.AUTH_TOKEN, OLD_TOKEN), SECRET);

    private final Database database;
    private final TestClock clock = new TestClock(START);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SignIn.Lasting lasting;
    private final @Nullable String url;
    private final Held slow = new Held();
    private final ApiDoor door;

    private PageDoor(Database database, @Nullable String url) {
        this.database = database;
        this.url = url;
        this.lasting = new SignIn.Lasting(
                new Sessions(database.sessions(), clock),
                new FailedSignIns(clock),
                new SignInMetrics(registry),
                TestSignIn.PAGE);
        SignIn signIn = signIn(ACCOUNT);
        door = new ApiDoor(
                new ListenAddress("127.0.0.1", 0),
                signIn.admission(),
                late -> PageRoutes.of(late, signIn, slow),
                new ApiConnections(1_000, 100, 100, 100),
                4,
                Duration.ofMinutes(1),
                new AnswerTimes(registry),
                registry);
        door.start();
    }

    /** Opens a door whose address is told by each request. */
    public static PageDoor open(Database database) {
        return new PageDoor(database, null);
    }

    /** Opens a door that browsers reach by another address. */
    public static PageDoor open(Database database, String url) {
        return new PageDoor(database, url);
    }

    /** The account with other secrets. */
    public static Account account(List<String> tokens, String secretOfKeys) {
        return new Account(
                TestCallbacks.ACCOUNT_SID,
                tokens,
                null,
                List.of(),
                Map.of(
                        VIEWER,
                        new ApiKey(secretOfKeys, Role.VIEWER),
                        OPERATOR,
                        new ApiKey(secretOfKeys, Role.OPERATOR)));
    }

    private SignIn signIn(Account account) {
        return SignIn.of(
                new Accounts(List.of(account)),
                lasting,
                ApiUrls.of(url, TrustedProxies.defaults()),
                new ClientAddress(TrustedProxies.defaults()));
    }

    /** Goes on with other settings, as after a reload. */
    public void use(Account account) {
        SignIn signIn = signIn(account);
        door.use(signIn.admission(), late -> PageRoutes.of(late, signIn, slow));
    }

    public int port() {
        return door.port();
    }

    public void advance(Duration duration) {
        clock.advance(duration);
    }

    /** Returns how many attempts to sign in ended so. */
    public long signIns(String outcome) {
        return (long) registry.get("ringback.sign.ins")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    /** Returns how many wrong credentials wait for their answer. */
    public int slowed() {
        return (int) registry.get("ringback.waiting.requests")
                .tag("kind", "sign-in")
                .gauge()
                .value();
    }

    /** Returns what holds requests for the page {@code /slow}. */
    public Held slow() {
        return slow;
    }

    /** Holds requests until they are let go. */
    public static final class Held implements Handler {
        private final AtomicInteger entered = new AtomicInteger();
        private final CountDownLatch goOn = new CountDownLatch(1);

        @Override
        public void handle(Context ctx) throws InterruptedException {
            entered.incrementAndGet();
            if (!goOn.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody has let it go");
            }
            ctx.result("slow");
        }

        public int entered() {
            return entered.get();
        }

        public void letGo() {
            goOn.countDown();
        }
    }

    public Database database() {
        return database;
    }

    /** Closes the door; the database stays open. */
    @Override
    public void close() {
        door.close();
    }
}
