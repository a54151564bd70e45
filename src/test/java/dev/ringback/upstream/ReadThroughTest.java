package dev.ringback.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.TestServer;
import dev.ringback.model.Message;
import dev.ringback.model.MessageBuilder;
import dev.ringback.simulate.api.http.Answer;
import dev.ringback.simulate.api.http.Fault;
import dev.ringback.simulate.api.http.IncomingRequest;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads that the mirror cannot answer ask Twilio, once. */
class ReadThroughTest {
    private static final String SID = "SM00000000000000000000000000000001";
    private static final String MESSAGE = "/Messages/" + SID + ".json";

    @TempDir
    Path folder;

    private TestUpstream upstream;

    @BeforeEach
    void start() {
        upstream = TestUpstream.start(folder, TestUpstream.reading(Reads.MISSING));
        upstream.twilio().add(TestUpstream.delivered(SID));
    }

    @AfterEach
    void close() {
        upstream.close();
    }

    private Response fetch() {
        return upstream.server().fetch(MESSAGE);
    }

    private Response fetch(String cacheControl) {
        return upstream.server()
                .as(TestServer.ACCOUNT)
                .header("Cache-Control", cacheControl)
                .get("/2010-04-01/Accounts/" + TestServer.ACCOUNT.sid() + MESSAGE);
    }

    private int asked() {
        return upstream.twilio().requests().all().size();
    }

    @Test
    void anUnknownSidIsAskedForOnceAndThenKnown() {
        Response first = fetch();
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.header("X-Ringback-Source")).isEqualTo("api");
        assertThat(first.header("X-Ringback-Stale")).isNull();
        assertThat(first.jsonPath().getString("body")).isEqualTo("Your code is 1234");
        assertThat(first.jsonPath().getString("status")).isEqualTo("delivered");
        assertThat(first.jsonPath().getString("num_segments")).isEqualTo("1");
        assertThat(fetch().asString()).isEqualTo(first.asString());
        assertThat(asked()).isEqualTo(1);
        Response timeline = upstream.server().read("/ringback/v1/timeline/" + SID);
        assertThat(timeline.jsonPath().getList("events.source")).containsExactly("api");
    }

    @Test
    void whatIsOlderThanTheRetentionIsAnsweredAndNotStored() {
        String old = "SM00000000000000000000000000000002";
        Instant moment = TestUpstream.START.minus(Duration.ofDays(401));
        upstream.twilio()
                .add(MessageBuilder.builder(TestUpstream.delivered(old))
                        .dateCreated(moment)
                        .dateUpdated(moment)
                        .dateSent(moment)
                        .build());

        Response answer = upstream.server().fetch("/Messages/" + old + ".json");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("body")).isEqualTo("Your code is 1234");
        assertThat(answer.header("X-Ringback-Source")).isEqualTo("api");
        assertThat(upstream.server()
                        .read("/ringback/v1/timeline/" + old)
                        .jsonPath()
                        .getList("events"))
                .isNullOrEmpty();
        assertThat(upstream.server().fetch("/Messages/" + old + ".json").statusCode())
                .isEqualTo(200);
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void aThousandCallersShareOneRequest() {
        CountDownLatch answers = new CountDownLatch(1);
        upstream.twilio().faults().once(waiting(answers));
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        String credentials = Base64.getEncoder()
                .encodeToString((TestServer.ACCOUNT.sid() + ":"
                                + TestServer.ACCOUNT.authTokens().get(0))
                        .getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        upstream.server().apiUrl("/2010-04-01/Accounts/" + TestServer.ACCOUNT.sid() + MESSAGE)))
                .header("Authorization", "Basic " + credentials)
                .build();
        List<CompletableFuture<HttpResponse<String>>> callers = new ArrayList<>();
        while (callers.size() < 1_000) { // an account may have 200 under way that do not wait
            for (int i = 0; i < 100; i++) {
                callers.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
            }
            String allWait = "ringback_waiting_requests{kind=\"twilio\"} " + callers.size() + ".0";
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> upstream.server().metrics().contains(allWait));
        }
        answers.countDown();
        assertThat(callers).allSatisfy(caller -> {
            assertThat(caller.join().statusCode()).isEqualTo(200);
            assertThat(caller.join().body()).contains("Your code is 1234");
        });
        assertThat(asked()).isEqualTo(1);
    }

    /** Lets Twilio think until somebody says that it has the answer. */
    private static Fault waiting(CountDownLatch answers) {
        return new Fault() {
            @Override
            public Optional<Answer> instead(IncomingRequest request) {
                try {
                    assertThat(answers.await(60, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                return Optional.empty();
            }
        };
    }

    @Test
    void whatTwilioDoesNotHaveIsRememberedForAMoment() {
        String other = "/Messages/SM00000000000000000000000000000002.json";
        assertThat(upstream.server().fetch(other).statusCode()).isEqualTo(404);
        assertThat(upstream.server().fetch(other).statusCode()).isEqualTo(404);
        assertThat(asked()).isEqualTo(1);
        upstream.clock().advance(Duration.ofSeconds(5));
        assertThat(upstream.server().fetch(other).statusCode()).isEqualTo(404);
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void withoutReadsNothingIsAsked() {
        try (TestUpstream silent = TestUpstream.start(folder.resolve("another"), TestUpstream.reading(Reads.NEVER))) {
            silent.twilio().add(TestUpstream.delivered(SID));
            assertThat(silent.server().fetch(MESSAGE).statusCode()).isEqualTo(404);
            assertThat(silent.server()
                            .as(TestServer.ACCOUNT)
                            .header("Cache-Control", "no-cache")
                            .get("/2010-04-01/Accounts/" + TestServer.ACCOUNT.sid() + MESSAGE)
                            .statusCode())
                    .isEqualTo(404);
            assertThat(silent.twilio().requests().all()).isEmpty();
        }
    }

    @Test
    void theCallerSaysHowFreshTheAnswerMustBe() {
        Response miss = fetch("only-if-cached");
        assertThat(miss.statusCode()).isEqualTo(404);
        assertThat(miss.header("X-Ringback-Cache")).isEqualTo("miss");
        assertThat(asked()).isZero();
        assertThat(fetch().statusCode()).isEqualTo(200);
        upstream.clock().advance(Duration.ofSeconds(30));
        assertThat(fetch("max-age=60").header("Age")).isEqualTo("30");
        assertThat(asked()).isEqualTo(1);
        assertThat(fetch("max-age=10").statusCode()).isEqualTo(200);
        assertThat(asked()).isEqualTo(2);
        assertThat(fetch("no-cache").statusCode()).isEqualTo(200);
        assertThat(asked()).isEqualTo(3);
        assertThat(fetch("max-age=nonsense, private").statusCode()).isEqualTo(200);
        assertThat(asked()).isEqualTo(3);
    }

    @Test
    void anAnswerThatSaysNothingNewMakesTheResourceFresh() {
        assertThat(fetch().statusCode()).isEqualTo(200);
        upstream.clock().advance(Duration.ofSeconds(143));
        for (int i = 0; i < 3; i++) {
            Response answer = fetch("max-age=60");
            assertThat(answer.header("Age")).isEqualTo("0");
            assertThat(answer.header("X-Ringback-Stale")).isNull();
        }
        assertThat(asked()).isEqualTo(2);
        upstream.clock().advance(Duration.ofSeconds(50));
        assertThat(fetch("max-age=60").header("Age")).isEqualTo("50");
        assertThat(fetch().header("Age")).isEqualTo("50");
        assertThat(asked()).isEqualTo(2);
        assertThat(fetch("no-cache").header("Age")).isEqualTo("0");
        assertThat(fetch("max-age=0").header("Age")).isEqualTo("0");
        assertThat(asked()).isEqualTo(4);
        upstream.clock().advance(Duration.ofSeconds(61));
        assertThat(fetch("max-age=60").header("Age")).isEqualTo("0");
        assertThat(asked()).isEqualTo(5);
    }

    /** The dates of answers are those of the machine, so the message is as new as these. */
    private static Message withoutPriceYet(Instant moment) {
        return MessageBuilder.builder(TestUpstream.delivered(SID))
                .dateCreated(moment)
                .dateUpdated(moment)
                .dateSent(moment)
                .build();
    }

    @Test
    void aFieldThatTwilioHasJustNotToldIsAskedForAgainAfterPausesThatDouble() {
        try (TestUpstream eager =
                TestUpstream.start(folder.resolve("another"), TestUpstream.reading(Reads.INCOMPLETE))) {
            eager.clock()
                    .advance(Duration.between(TestUpstream.START, Instant.now()).truncatedTo(ChronoUnit.SECONDS));
            eager.twilio().add(withoutPriceYet(eager.clock().instant().minusSeconds(10)), null);
            List<Integer> asked = new ArrayList<>();
            for (int minutes : List.of(0, 0, 1, 0, 1, 0, 1, 1, 0, 1, 1, 1, 1, 600, 600, 1440, 1439, 2)) {
                eager.clock().advance(Duration.ofMinutes(minutes));
                Response answer = eager.server().fetch(MESSAGE);
                assertThat(answer.header("X-Ringback-Missing"))
                        .as(answer.asString())
                        .contains("price");
                asked.add(eager.twilio().requests().all().size());
            }
            assertThat(asked).containsExactly(1, 1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 4, 5, 6, 6, 7, 7, 8);
        }
    }

    @Test
    void aFieldThatTwilioHasNotToldOfADeletedResourceIsNotAskedForEachTime() {
        try (TestUpstream eager =
                TestUpstream.start(folder.resolve("another"), TestUpstream.reading(Reads.INCOMPLETE))) {
            eager.clock()
                    .advance(Duration.between(TestUpstream.START, Instant.now()).truncatedTo(ChronoUnit.SECONDS));
            eager.twilio().add(withoutPriceYet(eager.clock().instant().minusSeconds(10)), null);
            assertThat(eager.server().fetch(MESSAGE).statusCode()).isEqualTo(200);
            eager.twilio().faults().always(request -> true, Fault.error(404, 20404, "not found"));
            eager.clock().advance(Duration.ofHours(1));
            Response kept = eager.server().fetch(MESSAGE);
            assertThat(kept.statusCode()).isEqualTo(200);
            assertThat(kept.header("X-Ringback-Stale")).isEqualTo("not-at-twilio");
            eager.clock().advance(Duration.ofMinutes(30));
            assertThat(eager.server().fetch(MESSAGE).statusCode()).isEqualTo(200);
            assertThat(eager.twilio().requests().all()).hasSize(2);
        }
    }

    @Test
    void whatTwilioHasNoMoreIs404ForWhoAsksForAFreshAnswer() {
        assertThat(fetch().statusCode()).isEqualTo(200);
        upstream.twilio().faults().always(request -> true, Fault.error(404, 20404, "not found"));
        upstream.clock().advance(Duration.ofMinutes(6));
        for (String wanted : List.of("no-cache", "max-age=60")) {
            Response gone = fetch(wanted);
            assertThat(gone.statusCode()).isEqualTo(404);
            assertThat(gone.jsonPath().getInt("code")).isEqualTo(20404);
            assertThat(gone.header("X-Ringback-Stale")).isNull();
        }
        assertThat(fetch().statusCode()).as("one 404 deletes nothing here").isEqualTo(200);
    }

    @Test
    void whatTwilioDoesNotShowYetIsAnsweredAsTheMirrorHasIt() {
        String form = "AccountSid=" + TestServer.ACCOUNT.sid()
                + "&MessageSid=SM00000000000000000000000000000002&MessageStatus=queued&ApiVersion=2010-04-01";
        assertThat(upstream.server().post("/twilio", form).statusCode()).isEqualTo(204);
        Response early = upstream.server()
                .as(TestServer.ACCOUNT)
                .header("Cache-Control", "no-cache")
                .get("/2010-04-01/Accounts/" + TestServer.ACCOUNT.sid()
                        + "/Messages/SM00000000000000000000000000000002.json");
        assertThat(early.statusCode()).isEqualTo(200);
        assertThat(early.header("X-Ringback-Stale")).isEqualTo("not-at-twilio");
        Response unknown = upstream.server().fetch("/Messages/SM00000000000000000000000000000003.json");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.header("X-Ringback-Stale")).isNull();
    }

    @Test
    void aPageInBetweenThatSays404IsNoAnswerOfTwilio() {
        assertThat(fetch().statusCode()).isEqualTo(200);
        upstream.twilio()
                .faults()
                .always(request -> true, Fault.instead(request -> Answer.of(404, "text/html", "<html></html>")));
        upstream.clock().advance(Duration.ofMinutes(6));
        Response kept = fetch("no-cache");
        assertThat(kept.statusCode()).isEqualTo(200);
        assertThat(kept.header("X-Ringback-Stale")).isEqualTo("answer-refused");
    }

    @Test
    void whatIsKnownIsAnsweredWhileTwilioIsDownAndSaysSo() {
        assertThat(fetch().statusCode()).isEqualTo(200);
        upstream.twilio().goDown();
        upstream.clock().advance(Duration.ofSeconds(30));
        Response stale = fetch("no-cache");
        assertThat(stale.statusCode()).isEqualTo(200);
        assertThat(stale.header("X-Ringback-Stale")).isEqualTo("twilio-unavailable");
        assertThat(stale.header("Age")).isEqualTo("30");
        Response unknown = upstream.server().fetch("/Messages/SM00000000000000000000000000000002.json");
        assertThat(unknown.statusCode()).isEqualTo(503);
        assertThat(unknown.header("Retry-After")).isNotNull();
        assertThat(unknown.jsonPath().getInt("code")).isEqualTo(20503);
    }

    @Test
    void whoIsToldToComeAgainIsToldWhenTwilioIsAskedAgain() {
        upstream.twilio().goDown();
        List<String> pauses = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            Response failed = upstream.server().fetch("/Messages/SM0000000000000000000000000000001" + i + ".json");
            assertThat(failed.statusCode()).isEqualTo(503);
            String pause = failed.header("Retry-After");
            pauses.add(pause);
            upstream.clock().advance(Duration.ofSeconds(Long.parseLong(pause)));
        }
        assertThat(pauses).startsWith("1").containsSubsequence("2", "4", "8", "16", "32", "60", "60");
        upstream.twilio().comeUp();
        assertThat(fetch().statusCode()).isEqualTo(200);
    }

    @Test
    void anErrorOfTwiliosOpensTheCircuitToo() {
        upstream.twilio().faults().always(request -> true, Fault.error(503, 20503, "Service unavailable"));
        assertThat(fetch().header("Retry-After")).isEqualTo("1");
        assertThat(fetch().header("Retry-After")).isEqualTo("2");
        assertThat(fetch().header("Retry-After")).isEqualTo("2");
        upstream.clock().advance(Duration.ofMillis(500));
        assertThat(fetch().header("Retry-After")).isEqualTo("2");
    }

    @Test
    void wrongCredentialsStopTheAccountInsteadOfHammering() {
        upstream.twilio().faults().always(request -> true, Fault.error(401, 20003, "Authenticate"));
        assertThat(fetch().statusCode()).isEqualTo(401);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> upstream.server().metrics().contains("ringback_upstream_stopped_accounts 1.0"));
        for (int i = 0; i < 5; i++) {
            assertThat(upstream.server()
                            .fetch("/Messages/SM0000000000000000000000000000001" + i + ".json")
                            .statusCode())
                    .isEqualTo(503);
        }
        assertThat(asked()).isEqualTo(2);
        Response health = upstream.server().read("/ringback/v1/health/mirror");
        assertThat(health.jsonPath().getList("credentials_refused.account_sid"))
                .containsExactly(TestServer.ACCOUNT.sid());
        assertThat(upstream.server()
                        .read(TestServer.SUBACCOUNT, "/ringback/v1/health/mirror")
                        .jsonPath()
                        .getList("credentials_refused"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void whatTwilioRefusesAboutOneResourceIsTheAnswerAndStopsNothing(int status) {
        String refused = "SM00000000000000000000000000000002";
        upstream.twilio()
                .faults()
                .always(request -> request.path().contains(refused), Fault.error(status, 20003, "Not yours"));
        for (int i = 0; i < 5; i++) {
            Response answer = upstream.server().fetch("/Messages/" + refused + ".json");
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.jsonPath().getString("message")).isEqualTo("Not yours");
        }
        assertThat(fetch().statusCode()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(30)).until(() -> asked() == 7);
        assertThat(upstream.server().metrics()).contains("ringback_upstream_stopped_accounts 0.0");
        assertThat(upstream.server()
                        .read("/ringback/v1/health/mirror")
                        .jsonPath()
                        .getList("credentials_refused"))
                .isEmpty();
    }

    @Test
    void aRefusedRequestIsRepeatedWhileTheCallerIsPatient() {
        upstream.twilio().faults().times(2, request -> true, Fault.error(429, 20429, "Too Many Requests"));
        assertThat(fetch().statusCode()).isEqualTo(200);
        assertThat(asked()).isEqualTo(3);
    }

    static Stream<Arguments> spoiledAnswers() {
        return Stream.of(
                Arguments.of("HTML with 200", Fault.html()),
                Arguments.of("half of the JSON", Fault.truncated()),
                Arguments.of("another SID", Fault.replacing(SID, "SM00000000000000000000000000000009")),
                Arguments.of(
                        "another account", Fault.replacing(TestServer.ACCOUNT.sid(), TestServer.OTHER_ACCOUNT.sid())),
                Arguments.of("a redirect to another host", Fault.redirectTo("https://evil.example.com/")),
                Arguments.of("a redirect loop", Fault.redirectLoop()),
                Arguments.of("50 MB", Fault.large(50_000_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spoiledAnswers")
    void nothingIsStoredOfWhatCannotBeTheAnswer(String what, Fault fault) {
        upstream.twilio().faults().times(10, request -> true, fault);
        assertThat(fetch().statusCode()).as(what).isEqualTo(503);
        assertThat(upstream.server().read("/ringback/v1/events").jsonPath().getList("events"))
                .isEmpty();
        assertThat(upstream.server().metrics()).contains("ringback_upstream_answers_refused_total 1.0");
        upstream.twilio().faults().clear();
        assertThat(fetch().statusCode()).isEqualTo(200);
    }

    @Test
    void aClockThatIsWrongDoesNotMakeAnAnswerNewerThanItIs() {
        upstream.clock().advance(Duration.ofHours(-1));
        assertThat(fetch().statusCode()).isEqualTo(200);
        assertThat(fetch().jsonPath().getString("status")).isEqualTo("delivered");
    }

    @Test
    void aCallbackThatComesLaterIsNotUndoneByAnEarlierAnswer() {
        assertThat(fetch().jsonPath().getString("status")).isEqualTo("delivered");
        String form = "AccountSid=" + TestServer.ACCOUNT.sid() + "&MessageSid=" + SID
                + "&MessageStatus=read&ApiVersion=2010-04-01";
        assertThat(upstream.server().post("/twilio", form).statusCode()).isEqualTo(204);
        assertThat(fetch().jsonPath().getString("status")).isEqualTo("read");
        assertThat(fetch("no-cache").jsonPath().getString("status")).isEqualTo("read");
    }
}
