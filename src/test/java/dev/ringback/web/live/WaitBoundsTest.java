package dev.ringback.web.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.TestCallbacks;
import dev.ringback.TestCaller;
import dev.ringback.TestCaller.Answer;
import dev.ringback.TestServer;
import dev.ringback.config.SettingsBuilder;
import dev.ringback.simulate.api.SimulatedTwilio;
import dev.ringback.simulate.api.SimulatedTwilioOptions;
import dev.ringback.simulate.api.http.Fault;
import dev.ringback.simulate.api.http.IncomingRequest;
import dev.ringback.upstream.Reads;
import dev.ringback.upstream.TestUpstream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How many may wait, and what others notice of it when no more may. */
@Timeout(120)
class WaitBoundsTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final int MOST = 3;

    @TempDir
    Path folder;

    private TestServer start(int maxWaits) {
        return TestServer.start(
                folder,
                settings -> SettingsBuilder.builder(settings).maxWaits(maxWaits).build());
    }

    private static String wait(String sid, String query) {
        return "/ringback/v1/wait/" + sid + "?" + query;
    }

    private static String message(String sid, String query) {
        return "/2010-04-01/Accounts/" + TestServer.ACCOUNT.sid() + "/Messages/" + sid + ".json" + query;
    }

    private static void expectRefusal(CompletableFuture<Answer> answer) {
        assertThat(answer).succeedsWithin(AT_ONCE);
        assertThat(answer.join().status()).isEqualTo(429);
        assertThat(answer.join().json().path("code").asInt()).isEqualTo(20429);
        assertThat(answer.join().text("message"))
                .isEqualTo("Too Many Requests: as many requests wait for a state as RINGBACK_MAX_WAITS and the"
                        + " connections of this server allow");
        assertThat(answer.join().header("Retry-After")).isEqualTo("1");
    }

    @Test
    void beyondTheLimitWhoWouldWaitIsRefusedAndNobodyElse() {
        try (TestServer server = start(MOST)) {
            TestCaller owner = TestCaller.of(server, TestServer.ACCOUNT);
            TestCaller stranger = TestCaller.of(server, TestServer.OTHER_ACCOUNT);
            String known = TestCallbacks.sid("SM");
            assertThat(server.post(TestCallbacks.messageStatus(known, "delivered"))
                            .statusCode())
                    .isEqualTo(204);
            String sid = TestCallbacks.sid("SM");
            CompletableFuture<Answer> first = owner.get(wait(sid, "Timeout=60"));
            CompletableFuture<Answer> second = stranger.get(wait(sid, "Timeout=60"));
            CompletableFuture<Answer> third = owner.post("/ringback/v1/wait", "{\"sids\": [\"" + sid + "\"]}");
            owner.awaitWaiting(MOST);

            expectRefusal(owner.get(wait(sid, "Timeout=60")));
            expectRefusal(stranger.get(wait(sid, "Timeout=1")));
            expectRefusal(owner.get(message(sid, "?Wait=terminal&Timeout=60")));
            expectRefusal(owner.post("/ringback/v1/wait", "{\"sids\": [\"" + sid + "\", \"" + known + "\"]}"));
            assertThat(owner.metric("ringback_waits_refused_total{kind=\"state\"}"))
                    .isEqualTo(4);
            await().until(() -> owner.metric("ringback_waited_resources") == MOST);

            // Nobody has to wait for these.
            assertThat(owner.get(message(known, "")).join().status()).isEqualTo(200);
            assertThat(owner.get(message(sid, "")).join().status()).isEqualTo(404);
            assertThat(owner.get(wait(known, "Timeout=60")).join().reached()).isTrue();
            assertThat(owner.get(wait(sid, "Timeout=0")).join().status()).isEqualTo(200);
            assertThat(owner.get(message(known, "?Wait=terminal")).join().status())
                    .isEqualTo(200);
            assertThat(owner.post("/ringback/v1/wait", "{\"sids\": [\"" + sid + "\"], \"timeout\": 0}")
                            .join()
                            .status())
                    .isEqualTo(200);
            assertThat(owner.post(
                                    "/ringback/v1/wait",
                                    "{\"sids\": [\"" + sid + "\", \"" + known + "\"], \"require\": \"any\"}")
                            .join()
                            .reached())
                    .isTrue();

            third.cancel(true);
            owner.awaitWaiting(MOST - 1);
            CompletableFuture<Answer> next = owner.get(wait(sid, "Timeout=60"));
            owner.awaitWaiting(MOST);
            assertThat(server.post(TestCallbacks.messageStatus(sid, "delivered"))
                            .statusCode())
                    .isEqualTo(204);
            assertThat(first).succeedsWithin(AT_ONCE);
            assertThat(next).succeedsWithin(AT_ONCE);
            assertThat(next.join().reached()).isTrue();
            second.cancel(true);
            owner.awaitWaiting(0);
        }
    }

    @Test
    void whereNobodyMayWaitWhatIsTrueIsAnsweredAllTheSame() {
        try (TestServer server = start(0)) {
            TestCaller owner = TestCaller.of(server, TestServer.ACCOUNT);
            String sid = TestCallbacks.sid("SM");
            expectRefusal(owner.get(wait(sid, "Timeout=60")));
            assertThat(owner.get(wait(sid, "Timeout=0")).join().status()).isEqualTo(200);
            assertThat(server.post(TestCallbacks.messageStatus(sid, "sent")).statusCode())
                    .isEqualTo(204);
            expectRefusal(owner.get(wait(sid, "Timeout=60")));
            assertThat(owner.get(wait(sid, "Until=sent&Timeout=60")).join().reached())
                    .isTrue();
            assertThat(owner.metric("ringback_waited_resources")).isZero();
        }
    }

    /** A Twilio that thinks until it is told to answer. */
    private static SimulatedTwilio thinking(CountDownLatch answers) {
        SimulatedTwilio twilio = SimulatedTwilio.start(
                SimulatedTwilioOptions.of(TestServer.ACCOUNT), Clock.fixed(TestServer.NOW, ZoneOffset.UTC));
        twilio.faults().always(request -> true, new Fault() {
            @Override
            public Optional<dev.ringback.simulate.api.http.Answer> instead(IncomingRequest request) {
                try {
                    assertThat(answers.await(60, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                return Optional.empty();
            }
        });
        return twilio;
    }

    private TestServer start(int maxWaits, SimulatedTwilio twilio) {
        return TestServer.start(
                folder,
                settings -> SettingsBuilder.builder(settings)
                        .maxWaits(maxWaits)
                        .upstream(TestUpstream.at(TestUpstream.reading(Reads.MISSING), twilio.url()))
                        .build());
    }

    @Test
    void whoWaitsForTwilioHasAPlaceWhileAllWaitsAreTaken() {
        CountDownLatch answers = new CountDownLatch(1);
        try (SimulatedTwilio twilio = thinking(answers);
                TestServer server = start(MOST, twilio)) {
            TestCaller owner = TestCaller.of(server, TestServer.ACCOUNT);
            String sid = TestCallbacks.sid("SM");
            List<CompletableFuture<Answer>> waits = Stream.generate(() -> owner.get(wait(sid, "Timeout=60")))
                    .limit(MOST)
                    .toList();
            owner.awaitWaiting(MOST);
            expectRefusal(owner.get(wait(sid, "Timeout=60")));

            CompletableFuture<Answer> asking = owner.get(message(TestCallbacks.sid("SM"), ""));
            await().until(() -> owner.waiting("twilio") == 1);
            answers.countDown();
            assertThat(asking).succeedsWithin(AT_ONCE);
            assertThat(asking.join().status()).isEqualTo(404);
            waits.forEach(wait -> wait.cancel(true));
            owner.awaitWaiting(0);
        }
    }

    @Test
    void whoWaitsForAStateHasAPlaceWhileAllWhoAskTwilioWait() {
        CountDownLatch answers = new CountDownLatch(1);
        try (SimulatedTwilio twilio = thinking(answers);
                TestServer server = start(10_000, twilio)) {
            TestCaller owner = TestCaller.of(server, TestServer.ACCOUNT);
            List<CompletableFuture<Answer>> asking = new ArrayList<>();
            String unknown = TestCallbacks.sid("SM");
            int most = 0;
            while (most == asking.size()) {
                Stream.generate(() -> owner.get(message(unknown, "")))
                        .limit(100)
                        .forEach(asking::add);
                await().until(() ->
                        owner.waiting("twilio") + owner.metric("ringback_waits_refused_total{kind=\"twilio\"}")
                                == asking.size());
                most = owner.waiting("twilio");
            }
            CompletableFuture<Answer> refused = owner.get(message(unknown, ""));
            assertThat(refused).succeedsWithin(AT_ONCE);
            assertThat(refused.join().status()).isEqualTo(429);
            assertThat(refused.join().header("Retry-After")).isEqualTo("1");

            String sid = TestCallbacks.sid("SM");
            CompletableFuture<Answer> waiting = owner.get(wait(sid, "Timeout=60"));
            CompletableFuture<Answer> reading = owner.get(message(sid, "?Wait=delivered&Timeout=60"));
            owner.awaitWaiting(2);
            assertThat(server.post(TestCallbacks.messageStatus(sid, "delivered"))
                            .statusCode())
                    .isEqualTo(204);
            assertThat(waiting).succeedsWithin(AT_ONCE);
            assertThat(waiting.join().reached()).isTrue();
            assertThat(reading).succeedsWithin(AT_ONCE);
            assertThat(reading.join().status()).isEqualTo(200);
            answers.countDown();
            assertThat(asking)
                    .allSatisfy(answer -> assertThat(answer.join().status()).isIn(404, 429));
        }
    }
}
