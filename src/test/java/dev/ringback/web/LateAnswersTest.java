package dev.ringback.web;

import static dev.ringback.web.LateDoor.wire;
import static dev.ringback.web.route.LateRoutes.LATE;
import static dev.ringback.web.route.LateRoutes.PASSED;
import static dev.ringback.web.route.LateRoutes.PROMPT;
import static dev.ringback.web.route.LateRoutes.UNSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import dev.ringback.Background;
import dev.ringback.twilio.rest.TwilioException;
import dev.ringback.web.TestJetty.Client;
import dev.ringback.web.late.LateHandler;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.restassured.response.Response;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How handlers answer later, and what becomes of those who wait. */
@Timeout(60)
class LateAnswersTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Handler LATE_ANSWER = ctx -> ctx.result("late, but well");

    @Test
    void twoThousandCallersWaitWithoutAThreadOrAPlaceOfTheirAccount() {
        int callers = 2_000;
        try (LateDoor door = LateDoor.open(callers)) {
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            List<CompletableFuture<HttpResponse<String>>> answers = Stream.generate(door::request)
                    .limit(callers)
                    .map(request -> client.sendAsync(request, BodyHandlers.ofString()))
                    .toList();
            await().atMost(Duration.ofSeconds(40)).until(() -> door.waiting() == callers);

            door.asOwner()
                    .get(PROMPT)
                    .then()
                    .statusCode(200)
                    .header("Twilio-Concurrent-Requests", "1")
                    .body(equalTo("prompt"));

            door.stages.forEach(stage -> stage.complete(LATE_ANSWER));
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join().body()).isEqualTo("late, but well"));
            await().atMost(SOON).until(() -> door.waiting() == 0);
            assertThat(door.waits("answered")).isEqualTo(callers);
        }
    }

    @Test
    void anAnswerThatIsThereGoesOutAtOnce() {
        AtomicBoolean waited = new AtomicBoolean();
        try (LateDoor door = LateDoor.open((Context begun) -> CompletableFuture.completedFuture(ctx -> {
            waited.set(ctx.req().isAsyncStarted());
            ctx.result("prompt");
        }))) {
            door.asOwner().get(LATE).then().statusCode(200).body(equalTo("prompt"));
            assertThat(waited).isFalse();
            assertThat(door.waits("answered")).isZero();
        }
    }

    @Test
    void aLateAnswerHasTheHeadersOfAnyOther() {
        try (LateDoor door = LateDoor.open(10)) {
            CompletableFuture<Response> answer =
                    inBackground(() -> door.asOwner().get(LATE));
            whenWaiting(door).complete(LATE_ANSWER);

            answer.join()
                    .then()
                    .statusCode(200)
                    .header("Twilio-Request-Id", startsWith("RQ"))
                    .header("Twilio-Request-Duration", matchesPattern("\\d+\\.\\d{3}"))
                    .header("Twilio-Concurrent-Requests", "1")
                    .body(equalTo("late, but well"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "GET", "POST", "DELETE"})
    void everyMethodMayBeAnsweredLaterAndTheConnectionGoesOn(String method) throws Exception {
        try (LateDoor door = LateDoor.open(10);
                Client client = door.connect()) {
            client.send(wire(method, LATE));
            whenWaiting(door).complete(ctx -> {
                if (!method.equals("HEAD")) {
                    ctx.result("late, but well");
                }
            });
            assertThat(client.answer().status()).isEqualTo(200);

            assertThat(client.send(wire("GET", PROMPT)).answer()).isEqualTo(new TestJetty.Answer(200, "prompt"));
        }
    }

    @Test
    void headIsAnsweredWithoutTheBody() {
        try (LateDoor door = LateDoor.open(10)) {
            CompletableFuture<Response> answer =
                    inBackground(() -> door.asOwner().head(LATE));
            whenWaiting(door).complete(LATE_ANSWER);

            assertThat(answer.join().statusCode()).isEqualTo(200);
            assertThat(answer.join().asByteArray()).isEmpty();
        }
    }

    @Test
    void aClientThatAsksForMoreWhileItWaitsGetsBothAnswers() throws Exception {
        try (LateDoor door = LateDoor.open(10);
                Client client = door.connect()) {
            client.send(wire("GET", LATE));
            CompletableFuture<Handler> stage = whenWaiting(door);
            client.send(wire("GET", PROMPT));
            door.asOwner().get(PROMPT).then().statusCode(200);

            assertThat(stage).isNotDone();
            stage.complete(LATE_ANSWER);

            assertThat(client.answer()).isEqualTo(new TestJetty.Answer(200, "late, but well"));
            assertThat(client.answer()).isEqualTo(new TestJetty.Answer(200, "prompt"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anErrorOfTheStageIsAnsweredAsThatOfAHandler(boolean late) {
        expectError(late, TwilioException.notFound("/there"), 404, "The requested resource /there was not found");
        expectError(late, new CompletionException(TwilioException.notFound("/x")), 404, "resource /x was not found");
        expectError(late, new IllegalStateException("secret"), 500, "Internal server error, request RQ");
        expectError(late, new CompletionException(new StackOverflowError()), 500, "Internal server error, request RQ");
        expectError(late, new StackOverflowError(), 500, "Internal server error, request RQ");
    }

    private static void expectError(boolean late, Throwable failure, int status, String message) {
        CompletableFuture<Handler> stage = new CompletableFuture<>();
        try (LateDoor door = LateDoor.open((Context ctx) -> stage)) {
            if (!late) {
                stage.completeExceptionally(failure);
            }
            CompletableFuture<Response> answer =
                    inBackground(() -> door.asOwner().get(LATE));
            if (late) {
                await().atMost(SOON).until(() -> door.waiting() == 1);
                stage.completeExceptionally(failure);
            }
            expectError(answer, status, message);
        }
    }

    private static void expectError(CompletableFuture<Response> answer, int status, String message) {
        Response response = answer.join();
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/json");
        assertThat(response.jsonPath().getInt("status")).isEqualTo(status);
        assertThat(response.jsonPath().getString("message")).contains(message);
        assertThat(response.header("Twilio-Request-Duration")).isNotNull();
    }

    @Test
    void anErrorOfTheLateAnswerItselfIsAnsweredToo() {
        try (LateDoor door = LateDoor.open(10)) {
            CompletableFuture<Response> answer =
                    inBackground(() -> door.asOwner().get(LATE));
            whenWaiting(door).complete(ctx -> {
                throw TwilioException.notFound("/there");
            });
            expectError(answer, 404, "/there was not found");
        }
    }

    @Test
    void anErrorOfTheHandlerBeforeAnythingWaitsIsAnswered() {
        LateHandler refusing = ctx -> {
            throw TwilioException.notFound("/there");
        };
        try (LateDoor door = LateDoor.open(refusing)) {
            expectError(inBackground(() -> door.asOwner().get(LATE)), 404, "/there was not found");
            assertThat(door.waiting()).isZero();
        }
    }

    @Test
    void whereNoPlaceIsLeftTheRequestIsRefusedAndItsStageCancelled() {
        try (LateDoor door = LateDoor.open(1)) {
            CompletableFuture<Response> first =
                    inBackground(() -> door.asOwner().get(LATE));
            CompletableFuture<Handler> stage = whenWaiting(door);

            door.asOwner()
                    .get(LATE)
                    .then()
                    .statusCode(429)
                    .header("Retry-After", "1")
                    .body("code", equalTo(20429))
                    .body(
                            "message",
                            equalTo("Too Many Requests: as many requests wait for Twilio as this server lets wait"));
            assertThat(door.stages.get(1)).isCancelled();
            assertThat(door.registry
                            .get("ringback.waits.refused")
                            .tag("kind", "twilio")
                            .counter()
                            .count())
                    .isEqualTo(1);

            stage.complete(LATE_ANSWER);
            assertThat(first.join().statusCode()).isEqualTo(200);
            door.stages.clear();
            CompletableFuture<Response> second =
                    inBackground(() -> door.asOwner().get(LATE));
            whenWaiting(door).complete(LATE_ANSWER);
            assertThat(second.join().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whereNoPlaceIsLeftWhatCannotBeRefusedLaterIsNotBegun() {
        try (LateDoor door = LateDoor.open(1)) {
            CompletableFuture<Response> first =
                    inBackground(() -> door.asOwner().post(PASSED));
            CompletableFuture<Handler> stage = whenWaiting(door);

            door.asOwner().post(PASSED).then().statusCode(429).body("code", equalTo(20429));
            assertThat(door.stages).hasSize(1);

            stage.complete(LATE_ANSWER);
            assertThat(first.join().statusCode()).isEqualTo(200);
            door.stages.clear();
            CompletableFuture<Response> second =
                    inBackground(() -> door.asOwner().post(PASSED));
            whenWaiting(door).complete(LATE_ANSWER);
            assertThat(second.join().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whatIsAnsweredAtOnceLeavesItsPlace() {
        try (LateDoor door = LateDoor.open(ctx -> CompletableFuture.completedFuture(LATE_ANSWER))) {
            for (int i = 0; i < 30; i++) {
                assertThat(door.asOwner().post(PASSED).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void aHandlerMayKnowBetterWhatIsAnsweredWhereTheWaitEndsFirst() {
        LateHandler handler = new LateHandler() {
            @Override
            public CompletionStage<Handler> handle(Context ctx) {
                return new CompletableFuture<>();
            }

            @Override
            public void giveUp(Context ctx, RuntimeException reason) {
                ctx.status(409).result(String.valueOf(reason.getMessage()));
            }
        };
        try (LateDoor door = LateDoor.open(handler)) {
            CompletableFuture<Response> answer =
                    inBackground(() -> door.asOwner().post(PASSED));
            await().atMost(SOON).until(() -> door.waiting() == 1);
            door.close();
            assertThat(answer.join().statusCode()).isEqualTo(409);
            assertThat(answer.join().asString()).isEqualTo("The server is stopping");
        }
    }

    @Test
    void aWriteThatIsNotServedIsRefusedAsIfItWereNotThere() {
        try (LateDoor door = LateDoor.open(1)) {
            door.asOwner().post(UNSERVED).then().statusCode(405).header("Allow", "GET, HEAD");
            assertThat(door.stages).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0})
    void whenTheClientHangsUpItsPlaceIsFreeAndTheStageIsCancelled(int linger) throws Exception {
        try (LateDoor door = LateDoor.open(10)) {
            Client client = door.connect().send(wire("GET", LATE));
            CompletableFuture<Handler> stage = whenWaiting(door);
            // 0 resets the connection
            client.socket().setSoLinger(linger == 0, Math.max(linger, 0));

            client.close();

            await().atMost(SOON).until(() -> door.waiting() == 0);
            assertThat(stage).isCancelled();
            assertThat(door.waits("gone")).isEqualTo(1);
        }
    }

    @Test
    void aClosingDoorTellsThoseWhoWait() throws Exception {
        try (LateDoor door = LateDoor.open(10);
                Client client = door.connect()) {
            client.send(wire("GET", LATE));
            CompletableFuture<Response> answer =
                    inBackground(() -> door.asOwner().get(LATE));
            await().atMost(SOON).until(() -> door.waiting() == 2);

            CompletableFuture<Void> closed = CompletableFuture.runAsync(door::close, Background.THREADS);

            expectError(answer, 503, "The server is stopping");
            assertThat(answer.join().header("Connection")).isEqualTo("close");
            assertThat(client.answer().status()).isEqualTo(503);
            assertThat(client.isClosedByServer()).isTrue();
            // Far below the five seconds that a request in flight is given.
            assertThat(closed).succeedsWithin(Duration.ofSeconds(3));
            assertThat(door.stages).allSatisfy(stage -> assertThat(stage).isCancelled());
            assertThat(door.waits("stopped")).isEqualTo(2);
        }
    }

    @Test
    void aStageThatNeverEndsIsGivenUpAndItsWaitIsNoTimeOfAnAnswer() {
        try (LateDoor door = LateDoor.open(Duration.ofMillis(300))) {
            expectError(inBackground(() -> door.asOwner().get(LATE)), 500, "Internal server error, request RQ");

            assertThat(door.stages.get(0)).isCancelled();
            assertThat(door.waiting()).isZero();
            assertThat(door.waits("overdue")).isEqualTo(1);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(door.registry
                                    .get("ringback.http.answers")
                                    .tag("status", "500")
                                    .timer()
                                    .count())
                            .isEqualTo(1));
            assertThat(totalSeconds(door, "ringback.http.answers", "status", "500"))
                    .isLessThan(totalSeconds(door, "ringback.waits", "outcome", "overdue", "kind", "twilio"));
        }
    }

    private static double totalSeconds(LateDoor door, String timer, String... tags) {
        return door.registry.get(timer).tags(tags).timer().totalTime(TimeUnit.SECONDS);
    }

    @Test
    void whoWaitsWhileSettingsAreReadAgainIsAnsweredAsItBegan() {
        try (LateDoor door = LateDoor.open(10)) {
            CompletableFuture<Response> answer =
                    inBackground(() -> door.asOwner().get(LATE));
            CompletableFuture<Handler> stage = whenWaiting(door);

            door.use(begun -> CompletableFuture.completedFuture(ctx -> ctx.result("newer")));

            door.asOwner().get(LATE).then().body(equalTo("newer"));
            stage.complete(LATE_ANSWER);
            assertThat(answer.join().body().asString()).isEqualTo("late, but well");
        }
    }

    /** Returns the stage of the first request, once that waits. */
    private static CompletableFuture<Handler> whenWaiting(LateDoor door) {
        await().atMost(SOON).until(() -> !door.stages.isEmpty() && door.waiting() == 1);
        return door.stages.get(0);
    }

    private static <T> CompletableFuture<T> inBackground(Supplier<T> request) {
        return CompletableFuture.supplyAsync(request, Background.THREADS);
    }
}
