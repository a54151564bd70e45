package dev.ringback.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.RingbackServer;
import dev.ringback.TestClock;
import dev.ringback.TestServer;
import dev.ringback.config.Settings;
import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.ingest.CallbackOptions;
import dev.ringback.model.Accounts;
import dev.ringback.simulate.api.SimulatedTwilio;
import dev.ringback.simulate.api.SimulatedTwilioOptions;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.Databases;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.upstream.governor.Ceilings;
import dev.ringback.web.door.ListenAddress;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A day on which callbacks get lost, Ringback is away for an hour, and Twilio for another, leaves nothing in doubt. */
@Tag("long")
@Timeout(300)
class DayOfFaultsTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration STEP = Duration.ofSeconds(25);
    private static final Duration SOON = Duration.ofSeconds(60);

    /** A call that nothing is heard of is in doubt after 25 hours, and lists lag. */
    private static final Duration DAY_AFTER = Duration.ofHours(27);

    private static final String FORM = "application/x-www-form-urlencoded";

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock(MIDNIGHT);
    private final Random random = new Random(7);
    private final SimulatedTwilio twilio = SimulatedTwilio.start(SimulatedTwilioOptions.of(TestServer.ACCOUNT), clock);
    private final List<String> messages = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final List<String> stopped = new ArrayList<>();

    private int callbackPort;
    private @Nullable RingbackServer server;
    private @Nullable Database beside;
    private int refused;
    private int sent;

    @BeforeEach
    void start() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            callbackPort = socket.getLocalPort();
        }
        TestSqlite.create(TestServer.database(folder));
        comeUp();
    }

    @AfterEach
    void stop() {
        goDown();
        twilio.close();
    }

    @Test
    void nothingIsInDoubtAfterADayOfLossAndOutages() {
        twilio.conditions().lostCallbacks(0.02).listLag(Duration.ofMinutes(15)).unsuccessful(0.02, 0.03);
        pass(Duration.ofHours(8));

        goDown();
        pass(Duration.ofHours(1));
        comeUp();
        pass(Duration.ofHours(6));

        twilio.goDown();
        pass(Duration.ofHours(1));
        twilio.comeUp();
        pass(Duration.ofHours(8));
        assertThat(clock.instant()).isAfterOrEqualTo(MIDNIGHT.plus(Duration.ofHours(24)));
        int whileItHappened = twilio.requests().count("GET", "");

        quiet(DAY_AFTER);

        // The server looks at unknown writes by the real clock, to which two days here are a minute.
        await().atMost(SOON).untilAsserted(() -> {
            Response health = as().get("/ringback/v1/health/mirror");
            assertThat(health.<Integer>path("in_doubt")).as(health.asString()).isZero();
        });
        assertThat(differing()).isEmpty();
        assertThat(messages).hasSizeGreaterThan(800);
        assertThat(refused).as("creates while Twilio was away").isPositive();
        assertThat(stopped).as("repairs while Twilio was away").isNotEmpty();
        assertThat(twilio.callbacks().lost()).isPositive();
        int asked = twilio.requests().count("GET", "");
        assertThat(asked)
                .as(
                        "requests for %d messages and %d calls, of which %d within the day",
                        messages.size(), calls.size(), whileItHappened)
                .isLessThan(messages.size() / 10);
        assertThat(as().get("/ringback/v1/unknown-writes?State=unknown")
                        .jsonPath()
                        .getList("writes"))
                .isEmpty();
        assertThat(twilio.requests().repeatedPosts(post -> post.form().get("Body")))
                .isEmpty();
    }

    /** Lets a time pass in which people send and call. */
    private void pass(Duration time) {
        long steps = time.dividedBy(STEP);
        for (long step = 1; step <= steps; step++) {
            if (step % 15 == 0) {
                int burst = 1 + random.nextInt(8);
                for (int i = 0; i < burst; i++) {
                    send();
                }
                call();
            }
            step();
        }
    }

    private void quiet(Duration time) {
        for (long step = 0; step < time.dividedBy(STEP); step++) {
            step();
        }
    }

    private void step() {
        clock.advance(STEP);
        twilio.advance(Duration.ZERO);
        Database running = beside;
        if (running == null) {
            return;
        }
        running.downtimes().beat(clock.instant(), Duration.ofSeconds(30));
        if (clock.instant().getEpochSecond() % 7_200 < STEP.toSeconds()) {
            repair();
        }
    }

    private void repair() {
        int id = as().formParam("Kind", "repair").post("/ringback/v1/jobs").path("id");
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> as().get("/ringback/v1/jobs/" + id).path("finished_at") != null);
        String result = as().get("/ringback/v1/jobs/" + id).path("result");
        if (result.contains("stopped")) {
            stopped.add(result);
        }
    }

    private void send() {
        create("/Messages.json", "To=%2B14155550101&From=%2B14155550100&Body=message+" + sent++, messages);
    }

    private void call() {
        create("/Calls.json", "To=%2B14155550101&From=%2B14155550100&Url=http%3A%2F%2F127.0.0.1%2Ftwiml", calls);
    }

    /** While Ringback is away, people reach Twilio itself. */
    private void create(String path, String form, List<String> sids) {
        boolean isUp = server != null;
        String callback = isUp ? "" : "&StatusCallback=http%3A%2F%2F127.0.0.1%3A" + callbackPort + "%2Ftwilio";
        Response created = as(isUp ? null : twilio.url())
                .contentType(FORM)
                .body(form + callback)
                .post(path(path));
        if (created.statusCode() == 201) {
            sids.add(created.path("sid"));
        } else {
            // 409 where a connection was open already, and Twilio may have heard it
            assertThat(created.statusCode()).as(created.asString()).isIn(503, 409);
            refused++;
        }
    }

    /** Returns the SIDs whose state in the mirror is another than at Twilio, with both. */
    private List<String> differing() {
        List<String> differing = new ArrayList<>();
        for (String sid : messages) {
            String here = state("/Messages/" + sid + ".json");
            String there = twilio.message(sid).orElseThrow().progress().status();
            if (!there.equals(here)) {
                differing.add(sid + ' ' + here + " instead of " + there);
            }
        }
        for (String sid : calls) {
            String here = state("/Calls/" + sid + ".json");
            String there = twilio.call(sid).orElseThrow().progress().status();
            if (!there.equals(here)) {
                differing.add(sid + ' ' + here + " instead of " + there);
            }
        }
        return differing;
    }

    private @Nullable String state(String path) {
        return as().get(path(path)).path("status");
    }

    private static String path(String path) {
        return "/2010-04-01/Accounts/" + TestServer.ACCOUNT.sid() + path;
    }

    private RequestSpecification as() {
        return as(null);
    }

    private RequestSpecification as(@Nullable String url) {
        RingbackServer running = server;
        return RestAssured.given()
                .baseUri(url != null || running == null ? String.valueOf(url) : "http://127.0.0.1:" + running.apiPort())
                .urlEncodingEnabled(false)
                .auth()
                .preemptive()
                .basic(TestServer.ACCOUNT.sid(), TestServer.ACCOUNT.authTokens().get(0));
    }

    private void comeUp() {
        DatabaseOptions database = DatabaseOptions.of(TestServer.database(folder));
        server = RingbackServer.start(
                Settings.defaults()
                        .at(database, new ListenAddress("127.0.0.1", callbackPort), new ListenAddress("127.0.0.1", 0))
                        .withCallback(CallbackOptions.defaults()
                                .withPublicUrl("http://127.0.0.1:" + callbackPort + "/twilio"))
                        .withAccounts(new Accounts(List.of(TestServer.ACCOUNT)), ForwardOptions.NONE)
                        .withUpstream(new UpstreamOptions(
                                true,
                                Reads.NEVER,
                                false,
                                true,
                                Callbacks.ADD,
                                new Ceilings(50, 10_000, Long.MAX_VALUE),
                                Duration.ofSeconds(5),
                                new TwilioHosts(URI.create(twilio.url()), null, null),
                                null,
                                false)),
                clock);
        beside = Databases.openBesideServer(database);
    }

    private void goDown() {
        if (beside != null) {
            beside.close();
            beside = null;
        }
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
