package dev.ringback.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.TestCallbacks;
import dev.ringback.TestCaller;
import dev.ringback.TestCaller.Answer;
import dev.ringback.TestServer;
import dev.ringback.model.EventSource;
import dev.ringback.model.MessageBuilder;
import dev.ringback.model.Progress;
import dev.ringback.simulate.api.http.Fault;
import dev.ringback.simulate.api.http.RecordedRequest;
import dev.ringback.twilio.callback.ResourceKind;
import io.restassured.response.Response;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads that wait for a state, and ask Twilio in the end for what the mirror lacks. */
@Timeout(120)
class WaitingReadThroughTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final String SID = "SM00000000000000000000000000000001";
    private static final String MESSAGE = "/Messages/" + SID + ".json";
    private static final String REACHED = "X-Ringback-Reached";

    @TempDir
    Path folder;

    private TestUpstream upstream;
    private TestCaller owner;

    @BeforeEach
    void start() {
        start(folder.resolve("first"), TestUpstream.passing(TestUpstream.reading(Reads.MISSING)));
    }

    private void start(Path database, UpstreamOptions options) {
        close();
        upstream = TestUpstream.start(database, options);
        owner = TestCaller.of(upstream.server(), TestServer.ACCOUNT);
    }

    @AfterEach
    void close() {
        if (upstream != null) {
            upstream.close();
        }
    }

    private CompletableFuture<Answer> fetch(String path) {
        return owner.get("/2010-04-01/Accounts/" + TestServer.ACCOUNT.sid() + path);
    }

    private void post(String status) {
        assertThat(upstream.server()
                        .post(TestCallbacks.messageStatus(SID, status))
                        .statusCode())
                .isEqualTo(204);
    }

    private int asked() {
        return upstream.twilio().requests().all().size();
    }

    @Test
    void whatTheMirrorLacksAtTheTimeOutIsAskedForOnce() {
        upstream.twilio().add(TestUpstream.delivered(SID));

        Answer answer = fetch(MESSAGE + "?Wait=delivered&Timeout=1").join();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header(REACHED)).isEqualTo("true");
        assertThat(answer.header("X-Ringback-Source")).isEqualTo("api");
        assertThat(answer.text("status")).isEqualTo("delivered");
        assertThat(answer.took()).isGreaterThan(Duration.ofSeconds(1));
        assertThat(asked()).isEqualTo(1);
        assertThat(fetch(MESSAGE + "?Wait=delivered&Timeout=60").join().header(REACHED))
                .isEqualTo("true");
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void aThousandWhoWaitForTheSameShareOneRequest() {
        upstream.twilio().add(TestUpstream.delivered(SID));
        List<CompletableFuture<Answer>> answers = Stream.generate(() -> fetch(MESSAGE + "?Wait=terminal&Timeout=1"))
                .limit(1_000)
                .toList();
        assertThat(answers).allSatisfy(answer -> {
            if (answer.join().status() != 429) { // the account may have 200 under way that do not wait yet
                assertThat(answer.join().status()).isEqualTo(200);
                assertThat(answer.join().header(REACHED)).isEqualTo("true");
            }
        });
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void whoLookedBeforeAnAnswerWasStoredAndAsksAfterwardsGetsThatAnswer() {
        try (TestMirror mirror = TestMirror.open(folder.resolve("mirror"))) {
            ReadOutcome outcome = mirror.upstream()
                    .get()
                    .orElseThrow()
                    .reads()
                    .ask(
                            new Question(TestMirror.ACCOUNT, ResourceKind.MESSAGE, MESSAGE, SID),
                            Duration.ofSeconds(20),
                            () -> true)
                    .join();
            assertThat(outcome.result()).isEqualTo(ReadOutcome.Result.STORED);
            assertThat(mirror.asked()).isZero();
        }
    }

    @Test
    void manyWaitsThatEndAtOnceTakeFewThreads() {
        upstream.twilio().add(TestUpstream.delivered(SID));
        int callers = 600;
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        while (answers.size() < callers) {
            Stream.generate(() -> fetch(MESSAGE + "?Wait=read&Timeout=60"))
                    .limit(100)
                    .forEach(answers::add);
            owner.awaitWaiting(answers.size());
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long started = threads.getTotalStartedThreadCount();

        post("read");

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().header(REACHED)).isEqualTo("true"));
        // On a small machine Java's own client starts a thread for each answer: those are not the server's.
        assertThat(threads.getTotalStartedThreadCount() - started).isLessThan(callers + callers / 2);
    }

    @Test
    void whatTwilioHasNotDoneYetIsNotReached() {
        upstream.twilio()
                .add(MessageBuilder.builder(TestUpstream.delivered(SID))
                        .progress(new Progress(0, "sent", EventSource.CALLBACK))
                        .build());

        Answer answer = fetch(MESSAGE + "?Wait=delivered&Timeout=0").join();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header(REACHED)).isEqualTo("false");
        assertThat(answer.text("status")).isEqualTo("sent");
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void whatIsOlderThanTheRetentionIsReachedThoughTheMirrorDoesNotKeepIt() {
        Instant moment = TestUpstream.START.minus(Duration.ofDays(401));
        upstream.twilio()
                .add(MessageBuilder.builder(TestUpstream.delivered(SID))
                        .dateCreated(moment)
                        .dateUpdated(moment)
                        .dateSent(moment)
                        .build());

        Answer answer = fetch(MESSAGE + "?Wait=delivered&Timeout=0").join();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("status")).isEqualTo("delivered");
        assertThat(answer.header(REACHED)).isEqualTo("true");
    }

    @Test
    void whatTwilioDoesNotHaveEitherIsNotFound() {
        Answer answer = fetch(MESSAGE + "?Wait=delivered&Timeout=0").join();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header(REACHED)).isEqualTo("false");
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void whileItWaitsNothingIsAsked() {
        upstream.twilio().add(TestUpstream.delivered(SID));
        CompletableFuture<Answer> answer = fetch(MESSAGE + "?Wait=delivered&Timeout=60");
        owner.awaitWaiting(1);
        post("sent");
        post("delivered");

        assertThat(answer).succeedsWithin(AT_ONCE);
        assertThat(answer.join().status()).isEqualTo(200);
        assertThat(answer.join().header(REACHED)).isEqualTo("true");
        assertThat(asked()).isZero();
    }

    @Test
    void whatTheMirrorHasIsAnsweredAtTheTimeOutWithoutAsking() {
        upstream.twilio().add(TestUpstream.delivered(SID));
        post("sent");

        Answer answer = fetch(MESSAGE + "?Wait=delivered&Timeout=0").join();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header(REACHED)).isEqualTo("false");
        assertThat(answer.text("status")).isEqualTo("sent");
        assertThat(asked()).isZero();
    }

    @Test
    void aFieldThatIsMissingIsAskedForInTheEndWhereTheSettingsSaySo() {
        start(folder.resolve("second"), TestUpstream.reading(Reads.INCOMPLETE));
        upstream.twilio().add(TestUpstream.delivered(SID));
        CompletableFuture<Answer> answer = fetch(MESSAGE + "?Wait=sent&Timeout=60");
        owner.awaitWaiting(1);
        post("sent");

        assertThat(answer).succeedsWithin(AT_ONCE);
        assertThat(answer.join().header(REACHED)).isEqualTo("true");
        assertThat(answer.join().text("body")).isEqualTo("Your code is 1234");
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void anOldAnswerIsRenewedAfterTheWaitWhereTheCallerSaysSo() {
        upstream.twilio().add(TestUpstream.delivered(SID));
        post("sent");

        Response answer = upstream.server()
                .as(TestServer.ACCOUNT)
                .header("Cache-Control", "no-cache")
                .get("/2010-04-01/Accounts/" + TestServer.ACCOUNT.sid() + MESSAGE + "?Wait=delivered&Timeout=1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header(REACHED)).isEqualTo("true");
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void whoWantsOnlyWhatIsCachedMayWaitToo() {
        upstream.twilio().add(TestUpstream.delivered(SID));

        Response answer = upstream.server()
                .as(TestServer.ACCOUNT)
                .header("Cache-Control", "only-if-cached")
                .get("/2010-04-01/Accounts/" + TestServer.ACCOUNT.sid() + MESSAGE + "?Wait=delivered&Timeout=0");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.header("X-Ringback-Cache")).isEqualTo("miss");
        assertThat(answer.header(REACHED)).isEqualTo("false");
        assertThat(asked()).isZero();
    }

    @Test
    void whereTwilioCannotBeAskedTheCallerIsToldToComeAgain() {
        upstream.twilio().goDown();

        Answer answer = fetch(MESSAGE + "?Wait=delivered&Timeout=0").join();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header(REACHED)).isEqualTo("false");
        assertThat(answer.header("Retry-After")).isNotEmpty();
    }

    @Test
    void whileTheServerStopsNothingIsAsked() {
        upstream.twilio().add(TestUpstream.delivered(SID));
        CompletableFuture<Answer> answer = fetch(MESSAGE + "?Wait=delivered&Timeout=60");
        owner.awaitWaiting(1);

        upstream.server().close();

        assertThat(answer).succeedsWithin(AT_ONCE);
        assertThat(answer.join().status()).isEqualTo(404);
        assertThat(answer.join().header(REACHED)).isEqualTo("false");
        assertThat(answer.join().header("Connection")).isEqualTo("close");
        assertThat(asked()).isZero();
    }

    @Test
    void whoHangsUpWhileTwilioIsAskedLeavesNothingBehind() {
        CountDownLatch answers = new CountDownLatch(1);
        upstream.twilio().add(TestUpstream.delivered(SID));
        upstream.twilio().faults().once(slow(answers));
        CompletableFuture<Answer> answer = fetch(MESSAGE + "?Wait=delivered&Timeout=0");
        await().until(() -> asked() == 1 || owner.waiting() == 1);
        owner.awaitWaiting(1);

        answer.cancel(true);

        owner.awaitWaiting(0);
        answers.countDown();
        await().untilAsserted(
                        () -> assertThat(fetch(MESSAGE).join().text("status")).isEqualTo("delivered"));
        assertThat(asked()).isEqualTo(1);
    }

    private static Fault slow(CountDownLatch answers) {
        return Fault.afterwards(answer -> {
            try {
                assertThat(answers.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return answer;
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/IncomingPhoneNumbers.json?Wait=x&Timeout=3&PageSize=5",
                "/IncomingPhoneNumbers.json?PageSize=5&Timeout=3&Wait=x",
                "/IncomingPhoneNumbers.json?Wait&PageSize=5&Timeout",
                "/IncomingPhoneNumbers.json?Wait=&Timeout=&PageSize=5&Wait=y",
                "/IncomingPhoneNumbers.json?%57ait=x&Timeou%74=3&PageSize=5",
                "/Messages.json?DateSent%3C=2026-01-01&Wait=x&Timeout=3&PageSize=5",
                "/Usage/Records.json?Wait=x&Timeout=3&PageSize=5"
            })
    void whatIsRingbacksOwnNeverReachesTwilio(String path) {
        Answer answer = fetch(path).join();
        assertThat(answer.status()).as(answer.body()).isIn(200, 404); // the stand-in does not have them all
        List<RecordedRequest> requests = upstream.twilio().requests().all();
        assertThat(requests).hasSize(1);
        assertThat(requests.get(0).query().get("PageSize")).isEqualTo("5");
        assertThat(requests.get(0).toString()).doesNotContain("ait", "imeou");
        assertThat(requests.get(0).query().stream())
                .allSatisfy(parameter -> assertThat(parameter.name()).isNotIn("Wait", "Timeout"));
    }

    @Test
    void aTimeoutWithoutAWaitIsTwilios() {
        assertThat(fetch("/IncomingPhoneNumbers.json?Timeout=3&Waiting=x")
                        .join()
                        .status())
                .isEqualTo(200);
        assertThat(upstream.twilio().requests().all())
                .singleElement()
                .satisfies(request -> assertThat(request.query().get("Timeout")).isEqualTo("3"))
                .satisfies(request -> assertThat(request.query().get("Waiting")).isEqualTo("x"));
    }

    @Test
    void aSingleResourceIsAskedForWithoutTheWait() {
        upstream.twilio().add(TestUpstream.delivered(SID));
        assertThat(fetch(MESSAGE + "?Wait=delivered&Timeout=0").join().status()).isEqualTo(200);
        assertThat(upstream.twilio().requests().all())
                .singleElement()
                .satisfies(request -> assertThat(request.query().isEmpty()).isTrue());
    }
}
