package dev.ringback.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestCallbacks;
import dev.ringback.TestCaller;
import dev.ringback.TestCaller.Answer;
import dev.ringback.TestServer;
import dev.ringback.model.Account;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetches at Twilio's own addresses that wait for a state. */
@Timeout(120)
class WaitingReadTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final String REACHED = "X-Ringback-Reached";

    @TempDir
    static Path folder;

    private static TestServer server;
    private static TestCaller owner;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder);
        owner = TestCaller.of(server, TestServer.ACCOUNT);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nobodyWaitsAnyMore() {
        owner.awaitWaiting(0);
    }

    private static CompletableFuture<Answer> fetch(String path) {
        return owner.get("/2010-04-01/Accounts/" + TestServer.ACCOUNT.sid() + path);
    }

    private static void post(TestCallbacks callback) {
        assertThat(server.post(callback).statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource({
        "/Messages/, .json, application/json",
        "/Messages/, .xml, application/xml",
        "/Messages/, '', application/xml",
        "/Messages/, .csv, text/csv",
        "/SMS/Messages/, .json, application/json",
        "/SMS/Messages/, .xml, application/xml"
    })
    void theAnswerIsThatOfTheFetchInEveryFormat(String list, String extension, String type) {
        String sid = TestCallbacks.sid("SM");
        CompletableFuture<Answer> waiting = fetch(list + sid + extension + "?Wait=delivered&Timeout=60");
        owner.awaitWaiting(1);
        post(TestCallbacks.messageStatus(sid, "sent"));
        assertThat(waiting).isNotDone();
        post(TestCallbacks.messageStatus(sid, "delivered"));

        assertThat(waiting).succeedsWithin(AT_ONCE);
        Answer answer = waiting.join();
        Answer plain = fetch(list + sid + extension).join();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header(REACHED)).isEqualTo("true");
        assertThat(answer.header("Content-Type")).startsWith(type);
        assertThat(answer.body()).isEqualTo(plain.body()).contains("delivered");
        assertThat(answer.header("ETag")).isEqualTo(plain.header("ETag")).isNotEmpty();
        assertThat(answer.header("X-Ringback-Source")).isEqualTo(plain.header("X-Ringback-Source"));
        assertThat(plain.header(REACHED)).isEmpty();

        Answer atOnce =
                fetch(list + sid + extension + "?Wait=delivered&Timeout=60").join();
        assertThat(atOnce.header(REACHED)).isEqualTo("true");
        assertThat(atOnce.body()).isEqualTo(plain.body());
    }

    static Stream<Arguments> resources() {
        String time = "Thu, 01 Jan 2026 10:00:05 +0000";
        String call = TestCallbacks.sid("CA");
        String conference = TestCallbacks.sid("CF");
        String ofCall = TestCallbacks.sid("RE");
        String ofConference = TestCallbacks.sid("RE");
        String recording = TestCallbacks.sid("RE");
        String transcription = TestCallbacks.sid("TR");
        String another = TestCallbacks.sid("TR");
        return Stream.of(
                Arguments.of("/Calls/" + call, TestCallbacks.callStatus(call, "completed", 3, time)),
                Arguments.of("/Conferences/" + conference, TestCallbacks.conference(conference, "conference-end", 2)),
                Arguments.of(
                        "/Calls/" + call + "/Recordings/" + ofCall,
                        TestCallbacks.recording(ofCall, "completed").with("CallSid", call)),
                Arguments.of(
                        "/Conferences/" + conference + "/Recordings/" + ofConference,
                        TestCallbacks.recording(ofConference, "completed").with("ConferenceSid", conference)),
                Arguments.of("/Recordings/" + recording, TestCallbacks.recording(recording, "completed")),
                Arguments.of(
                        "/Recordings/" + recording + "/Transcriptions/" + transcription,
                        transcribed(recording, transcription)),
                Arguments.of("/Transcriptions/" + another, transcribed(recording, another)));
    }

    private static TestCallbacks transcribed(String recording, String transcription) {
        return new TestCallbacks()
                .with("TranscriptionSid", transcription)
                .with("TranscriptionText", "hello")
                .with("TranscriptionStatus", "completed")
                .with("RecordingSid", recording)
                .with("AccountSid", TestServer.ACCOUNT.sid())
                .with("ApiVersion", "2010-04-01");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("resources")
    void everyResourceThatHasStatesMayBeWaitedForWhereItStands(String path, TestCallbacks end) {
        CompletableFuture<Answer> json = fetch(path + ".json?Wait=completed&Timeout=60");
        CompletableFuture<Answer> xml = fetch(path + ".xml?Wait=TERMINAL&Timeout=60");
        owner.awaitWaiting(2);
        post(end);

        for (CompletableFuture<Answer> answer : List.of(json, xml)) {
            assertThat(answer).succeedsWithin(AT_ONCE);
            assertThat(answer.join().status()).isEqualTo(200);
            assertThat(answer.join().header(REACHED)).isEqualTo("true");
            assertThat(answer.join().body()).contains("completed");
        }
        assertThat(json.join().body()).isEqualTo(fetch(path + ".json").join().body());
    }

    @ParameterizedTest
    @ValueSource(strings = {".json", ".xml"})
    void whatIsUnknownAtTheTimeOutIsNotFound(String extension) {
        String path = "/Messages/" + TestCallbacks.sid("SM") + extension;
        Answer answer = fetch(path + "?Wait=terminal&Timeout=1").join();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header(REACHED)).isEqualTo("false");
        assertThat(answer.body()).isEqualTo(fetch(path).join().body()).contains("20404");
        assertThat(answer.took()).isBetween(Duration.ofSeconds(1), AT_ONCE.plusSeconds(1));
        assertThat(fetch(path + "?Wait=terminal&Timeout=0").join().status()).isEqualTo(404);
    }

    @Test
    void whatIsNotReachedInTimeIsAnsweredAsItIs() {
        String sid = TestCallbacks.sid("SM");
        post(TestCallbacks.messageStatus(sid, "sent"));

        Answer answer =
                fetch("/Messages/" + sid + ".json?Wait=terminal&Timeout=1").join();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header(REACHED)).isEqualTo("false");
        assertThat(answer.text("status")).isEqualTo("sent");
        assertThat(answer.took()).isBetween(Duration.ofSeconds(1), AT_ONCE.plusSeconds(1));
    }

    @Test
    void whatCannotBeReachedAnyMoreIsAnsweredAtOnce() {
        String sid = TestCallbacks.sid("SM");
        CompletableFuture<Answer> waiting = fetch("/Messages/" + sid + ".json?Wait=delivered&Timeout=60");
        owner.awaitWaiting(1);
        post(TestCallbacks.messageStatus(sid, "undelivered"));

        assertThat(waiting).succeedsWithin(AT_ONCE);
        assertThat(waiting.join().status()).isEqualTo(200);
        assertThat(waiting.join().header(REACHED)).isEqualTo("false");
        assertThat(waiting.join().text("status")).isEqualTo("undelivered");
    }

    @Test
    void aRecordingThatIsDeletedIsGoneAndHasReachedThat() {
        String sid = TestCallbacks.sid("RE");
        post(TestCallbacks.recording(sid, "completed"));
        CompletableFuture<Answer> waiting = fetch("/Recordings/" + sid + ".json?Wait=deleted&Timeout=60");
        CompletableFuture<Answer> shown =
                fetch("/Recordings/" + sid + ".json?Wait=deleted&Timeout=60&IncludeSoftDeleted=true");
        CompletableFuture<Answer> own = owner.get("/ringback/v1/wait/" + sid + "?Until=deleted&Timeout=60");
        owner.awaitWaiting(3);
        post(TestCallbacks.recording(sid, "deleted"));

        assertThat(waiting).succeedsWithin(AT_ONCE);
        assertThat(waiting.join().status()).isEqualTo(404);
        assertThat(waiting.join().header(REACHED)).isEqualTo("true");
        assertThat(shown).succeedsWithin(AT_ONCE);
        assertThat(shown.join().status()).isEqualTo(200);
        assertThat(shown.join().header(REACHED)).isEqualTo("true");
        assertThat(own).succeedsWithin(AT_ONCE);
        assertThat(own.join().reached()).isTrue();
        assertThat(own.join().text("status")).isEqualTo("deleted");
    }

    @Test
    void aRecordingOfAnotherCallIsNotFoundThere() {
        String sid = TestCallbacks.sid("RE");
        CompletableFuture<Answer> waiting =
                fetch("/Calls/" + TestCallbacks.sid("CA") + "/Recordings/" + sid + ".json?Wait=terminal&Timeout=60");
        owner.awaitWaiting(1);
        post(TestCallbacks.recording(sid, "completed").with("CallSid", TestCallbacks.sid("CA")));

        assertThat(waiting.join().status()).isEqualTo(404);
        assertThat(waiting.join().header(REACHED)).isEqualTo("false");
    }

    @Test
    void headIsAnsweredWithTheSameHeaders() {
        String sid = TestCallbacks.sid("SM");
        CompletableFuture<Answer> waiting = owner.head("/2010-04-01/Accounts/" + TestServer.ACCOUNT.sid() + "/Messages/"
                + sid + ".json?Wait=delivered&Timeout=60");
        owner.awaitWaiting(1);
        post(TestCallbacks.messageStatus(sid, "delivered"));

        assertThat(waiting).succeedsWithin(AT_ONCE);
        assertThat(waiting.join().status()).isEqualTo(200);
        assertThat(waiting.join().header(REACHED)).isEqualTo("true");
        assertThat(waiting.join().body()).isEmpty();
    }

    @Test
    void anAccountThatMayNotBeReadIsRefusedAtOnce() {
        String path = "/2010-04-01/Accounts/" + TestServer.ACCOUNT.sid() + "/Messages/" + TestCallbacks.sid("SM")
                + ".json?Wait=terminal&Timeout=60";
        for (Account account : List.of(TestServer.SUBACCOUNT, TestServer.OTHER_ACCOUNT)) {
            Answer answer = TestCaller.of(server, account).get(path).join();
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.took()).isLessThan(AT_ONCE);
        }
    }

    @Test
    void aSubaccountsMessageIsWaitedForAtTheSubaccountsAddressAlone() {
        String sid = TestCallbacks.sid("SM");
        CompletableFuture<Answer> there = owner.get("/2010-04-01/Accounts/" + TestServer.SUBACCOUNT.sid() + "/Messages/"
                + sid + ".json?Wait=terminal&Timeout=60");
        CompletableFuture<Answer> elsewhere = fetch("/Messages/" + sid + ".json?Wait=terminal&Timeout=2");
        owner.awaitWaiting(2);
        String form = TestCallbacks.messageStatus(sid, "delivered")
                .with("AccountSid", TestServer.SUBACCOUNT.sid())
                .form();
        assertThat(TestServer.request(
                                server.sign(TestServer.SUBACCOUNT.authTokens().get(0), "/twilio", form),
                                "application/x-www-form-urlencoded")
                        .body(form.getBytes(StandardCharsets.UTF_8))
                        .post(server.callbackUrl("/twilio"))
                        .statusCode())
                .isEqualTo(204);

        assertThat(there).succeedsWithin(AT_ONCE);
        assertThat(there.join().status()).isEqualTo(200);
        assertThat(there.join().header(REACHED)).isEqualTo("true");
        assertThat(elsewhere.join().status()).isEqualTo(404);
        assertThat(elsewhere.join().header(REACHED)).isEqualTo("false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?wait=terminal", "?Timeout=60", "?Until=terminal", "?Waiting=terminal", "?xWait=terminal"})
    void whoSaysNothingOfAWaitIsAnsweredAtOnce(String query) {
        Answer answer =
                fetch("/Messages/" + TestCallbacks.sid("SM") + ".json" + query).join();
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header(REACHED)).isEmpty();
        assertThat(answer.took()).isLessThan(AT_ONCE);
    }

    @Test
    void theNameMayBeEscaped() {
        String sid = TestCallbacks.sid("SM");
        CompletableFuture<Answer> waiting = fetch("/Messages/" + sid + ".json?%57ait=%64elivered&Timeou%74=60");
        owner.awaitWaiting(1);
        post(TestCallbacks.messageStatus(sid, "delivered"));

        assertThat(waiting).succeedsWithin(AT_ONCE);
        assertThat(waiting.join().header(REACHED)).isEqualTo("true");
    }
}
