package dev.ringback.web.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.TestCallbacks;
import dev.ringback.TestCaller;
import dev.ringback.TestCaller.Answer;
import dev.ringback.TestServer;
import dev.ringback.config.Settings;
import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.ApiKey;
import dev.ringback.model.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /ringback/v1/wait/{sid}}, one caller and one resource. */
@Timeout(120)
class WaitTest {
    /** Long before any time-out of a wait that lasts. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private static final Map<Role, String> KEYS = Arrays.stream(Role.values())
            .collect(Collectors.toMap(
                    Function.identity(),
                    role -> "SK%032x".formatted(role.value().hashCode())));
    private static final Account ACCOUNT = new Account(
            TestServer.ACCOUNT.sid(),
            TestServer.ACCOUNT.authTokens(),
            null,
            List.of(),
            KEYS.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getValue, key -> new ApiKey("secret", key.getKey()))));

    @TempDir
    static Path folder;

    private static TestServer server;
    private static TestCaller owner;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder, WaitTest::withKeys);
        owner = TestCaller.of(server, ACCOUNT);
    }

    private static Settings withKeys(Settings settings) {
        return settings.withAccounts(
                new Accounts(List.of(ACCOUNT, TestServer.SUBACCOUNT, TestServer.OTHER_ACCOUNT)), ForwardOptions.NONE);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nobodyWaitsAnyMore() {
        owner.awaitWaiting(0);
    }

    private static CompletableFuture<Answer> wait(String sid, String query) {
        return owner.get("/ringback/v1/wait/" + sid + query);
    }

    private static void post(TestCallbacks callback) {
        assertThat(server.post(callback).statusCode()).isEqualTo(204);
    }

    /** Of an account whose signature is its own token's. */
    private static void post(Account account, TestCallbacks callback) {
        String form = callback.with("AccountSid", account.sid()).form();
        String signature = server.sign(account.authTokens().get(0), "/twilio", form);
        assertThat(TestServer.request(signature, "application/x-www-form-urlencoded")
                        .body(form.getBytes(StandardCharsets.UTF_8))
                        .post(server.callbackUrl("/twilio"))
                        .statusCode())
                .isEqualTo(204);
    }

    private static TestCallbacks message(String sid, String status) {
        return TestCallbacks.messageStatus(sid, status);
    }

    /** The answer's JSON without what only waits have. */
    private static String withoutReached(Answer answer) {
        ObjectNode json = (ObjectNode) answer.json();
        assertThat(json.remove("reached")).as("reached").isNotNull();
        return json.toString();
    }

    @Test
    void whatIsTrueAlreadyIsAnsweredAtOnceAsTheFetchIs() {
        String sid = TestCallbacks.sid("SM");
        post(message(sid, "sent"));
        post(message(sid, "delivered"));

        Answer answer = wait(sid, "").join();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.reached()).isTrue();
        assertThat(answer.took()).isLessThan(AT_ONCE);
        assertThat(withoutReached(answer))
                .isEqualTo(owner.get("/2010-04-01/Accounts/" + ACCOUNT.sid() + "/Messages/" + sid + ".json")
                        .join()
                        .json()
                        .toString());
    }

    @Test
    void theEventThatIsWaitedForIsTheAnswer() {
        String sid = TestCallbacks.sid("SM");
        post(message(sid, "queued"));
        CompletableFuture<Answer> answer = wait(sid, "?Until=delivered&Timeout=60");
        owner.awaitWaiting(1);
        post(message(sid, "sent"));
        assertThat(answer).isNotDone();
        post(message(sid, "delivered"));

        assertThat(answer).succeedsWithin(AT_ONCE);
        assertThat(answer.join().reached()).isTrue();
        assertThat(answer.join().text("status")).isEqualTo("delivered");
    }

    @Test
    void aSidThatNobodyHasHeardOfMayBeWaitedFor() {
        String sid = TestCallbacks.sid("SM");
        CompletableFuture<Answer> answer = wait(sid, "?Until=sent&Timeout=60");
        owner.awaitWaiting(1);
        post(message(sid, "sent"));

        assertThat(answer).succeedsWithin(AT_ONCE);
        assertThat(answer.join().reached()).isTrue();
        assertThat(answer.join().text("sid")).isEqualTo(sid);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void whatIsUnknownToTheEndHasNoStatus(int timeout) {
        String sid = TestCallbacks.sid("SM");

        Answer answer = wait(sid, "?Timeout=" + timeout).join();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"sid\":\"" + sid + "\",\"account_sid\":null,\"status\":null,\"reached\":false}");
        assertThat(answer.took()).isBetween(Duration.ofSeconds(timeout), AT_ONCE.plusSeconds(timeout));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void whatIsNotReachedInTimeIsAnsweredAsItIs(int timeout) {
        String sid = TestCallbacks.sid("SM");
        post(message(sid, "sent"));

        Answer answer = wait(sid, "?Timeout=" + timeout).join();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.reached()).isFalse();
        assertThat(answer.text("status")).isEqualTo("sent");
        assertThat(answer.took()).isBetween(Duration.ofSeconds(timeout), AT_ONCE.plusSeconds(timeout));
    }

    @Test
    void whatCannotBeReachedAnyMoreIsAnsweredAtOnce() {
        String sid = TestCallbacks.sid("SM");
        CompletableFuture<Answer> answer = wait(sid, "?Until=delivered&Timeout=60");
        owner.awaitWaiting(1);
        post(message(sid, "failed").with("ErrorCode", "30006"));

        assertThat(answer).succeedsWithin(AT_ONCE);
        assertThat(answer.join().reached()).isFalse();
        assertThat(answer.join().text("status")).isEqualTo("failed");
        assertThat(answer.join().json().path("error_code").asInt()).isEqualTo(30006);

        Answer later = wait(sid, "?Until=delivered&Timeout=60").join();
        assertThat(later.reached()).isFalse();
        assertThat(later.took()).isLessThan(AT_ONCE);
    }

    static Stream<Arguments> kinds() {
        String time = "Thu, 01 Jan 2026 10:00:05 +0000";
        return Stream.of(
                Arguments.of(
                        "CA",
                        "Calls",
                        "completed",
                        (Function<String, TestCallbacks>) sid -> TestCallbacks.callStatus(sid, "initiated", 0, time),
                        (Function<String, TestCallbacks>) sid -> TestCallbacks.callStatus(sid, "completed", 3, time)),
                Arguments.of(
                        "RE",
                        "Recordings",
                        "completed",
                        (Function<String, TestCallbacks>) sid -> TestCallbacks.recording(sid, "in-progress"),
                        (Function<String, TestCallbacks>) sid -> TestCallbacks.recording(sid, "completed")),
                Arguments.of("TR", "Transcriptions", "completed", null, (Function<String, TestCallbacks>)
                        WaitTest::transcribed),
                Arguments.of(
                        "CF",
                        "Conferences",
                        "completed",
                        (Function<String, TestCallbacks>) sid -> TestCallbacks.conference(sid, "conference-start", 1),
                        (Function<String, TestCallbacks>) sid -> TestCallbacks.conference(sid, "conference-end", 2)));
    }

    private static TestCallbacks transcribed(String sid) {
        return new TestCallbacks()
                .with("TranscriptionSid", sid)
                .with("TranscriptionText", "hello")
                .with("TranscriptionStatus", "completed")
                .with(
                        "TranscriptionUrl",
                        "https://api.twilio.com/2010-04-01/Accounts/" + ACCOUNT.sid() + "/Recordings/"
                                + TestCallbacks.sid("RE") + "/Transcriptions/" + sid)
                .with("RecordingSid", TestCallbacks.sid("RE"))
                .with("CallSid", TestCallbacks.sid("CA"))
                .with("AccountSid", ACCOUNT.sid())
                .with("ApiVersion", "2010-04-01");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void everyKindOfResourceThatHasStatesIsWaitedFor(
            String prefix,
            String list,
            String end,
            Function<String, TestCallbacks> begins,
            Function<String, TestCallbacks> ends) {
        String sid = TestCallbacks.sid(prefix);
        CompletableFuture<Answer> terminal = wait(sid, "?Timeout=60");
        CompletableFuture<Answer> named = wait(sid, "?Until=" + end + "&Timeout=60");
        owner.awaitWaiting(2);
        if (begins != null) {
            post(begins.apply(sid));
            assertThat(terminal).isNotDone();
        }
        post(ends.apply(sid));

        for (CompletableFuture<Answer> answer : List.of(terminal, named)) {
            assertThat(answer).succeedsWithin(AT_ONCE);
            assertThat(answer.join().reached()).isTrue();
            assertThat(answer.join().text("status")).isEqualTo(end);
            assertThat(withoutReached(answer.join()))
                    .isEqualTo(owner.get("/2010-04-01/Accounts/" + ACCOUNT.sid() + "/" + list + "/" + sid + ".json")
                            .join()
                            .json()
                            .toString());
        }
    }

    @Test
    void aCallThatWasInitiatedIsQueued() {
        String sid = TestCallbacks.sid("CA");
        CompletableFuture<Answer> answer = wait(sid, "?Until=queued&Timeout=60");
        owner.awaitWaiting(1);
        post(TestCallbacks.callStatus(sid, "initiated", 0, "Thu, 01 Jan 2026 10:00:05 +0000"));

        assertThat(answer).succeedsWithin(AT_ONCE);
        assertThat(answer.join().reached()).isTrue();
        assertThat(answer.join().text("status")).isEqualTo("queued");
    }

    @Test
    void participantsStartTheConferenceThatIsWaitedFor() {
        String sid = TestCallbacks.sid("CF");
        CompletableFuture<Answer> init = wait(sid, "?Until=init&Timeout=60");
        CompletableFuture<Answer> inProgress = wait(sid, "?Until=in-progress&Timeout=60");
        owner.awaitWaiting(2);
        post(TestCallbacks.participant(sid, TestCallbacks.sid("CA"), "participant-join", 1));

        assertThat(init).succeedsWithin(AT_ONCE);
        assertThat(init.join().reached()).isTrue();
        assertThat(inProgress).isNotDone();
        post(TestCallbacks.conference(sid, "conference-start", 2));
        assertThat(inProgress).succeedsWithin(AT_ONCE);
        assertThat(inProgress.join().reached()).isTrue();
    }

    @Test
    void namesOfParametersMayBeInSmallLetters() {
        String sid = TestCallbacks.sid("SM");
        post(message(sid, "sent"));

        Answer answer = wait(sid, "?until=SENT&timeout=0").join();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.reached()).isTrue();
    }

    @Test
    void headIsAnsweredWithoutBodyWhenTheStateIsReached() {
        String sid = TestCallbacks.sid("SM");
        CompletableFuture<Answer> answer = owner.head("/ringback/v1/wait/" + sid + "?Timeout=60");
        owner.awaitWaiting(1);
        post(message(sid, "delivered"));

        assertThat(answer).succeedsWithin(AT_ONCE);
        assertThat(answer.join().status()).isEqualTo(200);
        assertThat(answer.join().body()).isEmpty();
    }

    @Test
    void theParentHearsOfItsSubaccountsMessage() {
        String sid = TestCallbacks.sid("SM");
        CompletableFuture<Answer> answer = wait(sid, "?Timeout=60");
        owner.awaitWaiting(1);
        post(TestServer.SUBACCOUNT, message(sid, "delivered"));

        assertThat(answer).succeedsWithin(AT_ONCE);
        assertThat(answer.join().reached()).isTrue();
        assertThat(answer.join().text("account_sid")).isEqualTo(TestServer.SUBACCOUNT.sid());
        assertThat(wait(sid, "").join().reached()).isTrue();
    }

    @Test
    void aMessageOfAnotherAccountIsNeverShownAndWakesNobody() {
        String sid = TestCallbacks.sid("SM");
        TestCaller stranger = TestCaller.of(server, TestServer.OTHER_ACCOUNT);
        TestCaller child = TestCaller.of(server, TestServer.SUBACCOUNT);
        CompletableFuture<Answer> ofStranger = stranger.get("/ringback/v1/wait/" + sid + "?Timeout=2");
        CompletableFuture<Answer> ofChild = child.get("/ringback/v1/wait/" + sid + "?Timeout=2");
        CompletableFuture<Answer> ofOwner = wait(sid, "?Timeout=60");
        owner.awaitWaiting(3);
        post(message(sid, "delivered"));
        assertThat(ofOwner).succeedsWithin(AT_ONCE);

        for (CompletableFuture<Answer> answer : List.of(ofStranger, ofChild)) {
            assertThat(answer.join().status()).isEqualTo(200);
            assertThat(answer.join().took()).isGreaterThan(Duration.ofSeconds(2));
            assertThat(answer.join().body())
                    .isEqualTo("{\"sid\":\"" + sid + "\",\"account_sid\":null,\"status\":null,\"reached\":false}");
        }
        assertThat(stranger.get("/ringback/v1/wait/" + sid + "?Timeout=0")
                        .join()
                        .body())
                .doesNotContain("delivered");
    }

    @Test
    void twoAccountsMayWaitForTheSameSidAndHearOfTheirOwnAlone() {
        String sid = TestCallbacks.sid("SM");
        TestCaller stranger = TestCaller.of(server, TestServer.OTHER_ACCOUNT);
        CompletableFuture<Answer> ofStranger = stranger.get("/ringback/v1/wait/" + sid + "?Timeout=60");
        CompletableFuture<Answer> ofOwner = wait(sid, "?Timeout=60");
        owner.awaitWaiting(2);

        post(TestServer.OTHER_ACCOUNT, message(sid, "failed"));
        assertThat(ofStranger).succeedsWithin(AT_ONCE);
        assertThat(ofStranger.join().text("status")).isEqualTo("failed");
        assertThat(ofOwner).isNotDone();

        post(message(sid, "delivered"));
        assertThat(ofOwner).succeedsWithin(AT_ONCE);
        assertThat(ofOwner.join().text("status")).isEqualTo("delivered");
    }

    @ParameterizedTest
    @EnumSource
    void keysOfAllRolesMayWait(Role role) {
        String sid = TestCallbacks.sid("SM");
        TestCaller key = TestCaller.of(server, Objects.requireNonNull(KEYS.get(role)), "secret");
        CompletableFuture<Answer> one = key.get("/ringback/v1/wait/" + sid + "?Timeout=60");
        CompletableFuture<Answer> several =
                key.post("/ringback/v1/wait", "{\"sids\": [\"" + sid + "\"], \"timeout\": 60}");
        owner.awaitWaiting(2);
        post(message(sid, "delivered"));

        assertThat(one).succeedsWithin(AT_ONCE);
        assertThat(one.join().reached()).isTrue();
        assertThat(several).succeedsWithin(AT_ONCE);
        assertThat(several.join().reached()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"AC00000000000000000000000000000001, wrong", "SK99999999999999999999999999999999, secret"})
    void withoutCredentialsNobodyWaits(String user, String password) {
        String sid = TestCallbacks.sid("SM");
        assertThat(TestCaller.of(server, user, password)
                        .get("/ringback/v1/wait/" + sid + "?Timeout=60")
                        .join()
                        .status())
                .isEqualTo(401);
    }

    @Test
    void anEventThatSaysNothingOfTheStateEndsNoWait() {
        String sid = TestCallbacks.sid("CA");
        String recording = TestCallbacks.sid("RE");
        CompletableFuture<Answer> answer = wait(sid, "?Timeout=60");
        owner.awaitWaiting(1);
        post(
                new TestCallbacks() // of answering machine detection
                        .with("CallSid", sid)
                        .with("AccountSid", ACCOUNT.sid())
                        .with("AnsweredBy", "human")
                        .with("MachineDetectionDuration", "1000"));
        post(TestCallbacks.recording(recording, "completed").with("CallSid", sid)); // names the call
        post(TestCallbacks.callStatus(sid, "in-progress", 2, "Thu, 01 Jan 2026 10:00:05 +0000"));
        assertThat(answer).isNotDone();
        post(TestCallbacks.callStatus(sid, "completed", 3, "Thu, 01 Jan 2026 10:00:06 +0000"));

        assertThat(answer).succeedsWithin(AT_ONCE);
        assertThat(answer.join().text("status")).isEqualTo("completed");
        assertThat(answer.join().text("answered_by")).isEqualTo("human");
    }

    @Test
    void aLateOrRepeatedEventDoesNotUndoTheState() {
        String sid = TestCallbacks.sid("SM");
        post(message(sid, "delivered"));
        post(message(sid, "sent"));
        post(message(sid, "delivered"));

        Answer delivered = wait(sid, "?Until=delivered&Timeout=60").join();
        assertThat(delivered.reached()).isTrue();
        assertThat(delivered.text("status")).isEqualTo("delivered");
        assertThat(wait(sid, "?Until=sent&Timeout=60").join().reached()).isTrue();

        CompletableFuture<Answer> read = wait(sid, "?Until=read&Timeout=60");
        owner.awaitWaiting(1);
        post(message(sid, "sent"));
        post(message(sid, "delivered"));
        assertThat(read).isNotDone();
        post(message(sid, "read"));
        assertThat(read).succeedsWithin(AT_ONCE);
        assertThat(read.join().reached()).isTrue();
        assertThat(wait(sid, "?Until=delivered&Timeout=60").join().reached()).isTrue();
    }

    @Test
    void statusesThatAreWrittenInCapitalsCountToo() {
        String sid = TestCallbacks.sid("SM");
        CompletableFuture<Answer> answer = wait(sid, "?Timeout=60");
        owner.awaitWaiting(1);
        post(message(sid, "DELIVERED"));

        assertThat(answer).succeedsWithin(AT_ONCE);
        assertThat(answer.join().reached()).isTrue();
        assertThat(answer.join().text("status")).isEqualTo("delivered");
    }

    @Test
    void aLostCallbackThatTheDebuggerTellsOfEndsAWait() {
        String sid = TestCallbacks.sid("SM");
        CompletableFuture<Answer> answer = wait(sid, "?Timeout=60");
        owner.awaitWaiting(1);
        String payload = "{\"resource_sid\":\"" + sid + "\",\"error_code\":\"11200\",\"webhook\":{\"request\":{"
                + "\"url\":\"" + server.callbackUrl("/twilio") + "\",\"method\":\"POST\",\"parameters\":{"
                + "\"MessageSid\":\"" + sid + "\",\"MessageStatus\":\"delivered\",\"AccountSid\":\"" + ACCOUNT.sid()
                + "\",\"ApiVersion\":\"2010-04-01\"}}}}";
        post(TestCallbacks.debugger(TestCallbacks.sid("NO"), payload));

        assertThat(answer).succeedsWithin(AT_ONCE);
        assertThat(answer.join().reached()).isTrue();
    }

    @Test
    void aMessageThatEventStreamsTellOfEndsAWait() {
        String sid = TestCallbacks.sid("SM");
        CompletableFuture<Answer> answer = wait(sid, "?Timeout=60");
        owner.awaitWaiting(1);
        assertThat(server.postJson("[{\"specversion\":\"1.0\",\"type\":\"com.twilio.messaging.message.delivered\","
                                + "\"source\":\"EZ00000000000000000000000000000001\",\"id\":\"EZ" + sid.substring(2)
                                + "\",\"datacontenttype\":\"application/json\",\"time\":\"2026-01-01T11:59:00.000Z\","
                                + "\"data\":{\"messageSid\":\"" + sid + "\",\"messageStatus\":\"DELIVERED\","
                                + "\"accountSid\":\"" + ACCOUNT.sid() + "\",\"to\":\"+14155550101\","
                                + "\"from\":\"+14155550100\",\"body\":\"hi\",\"numSegments\":\"1\","
                                + "\"timestamp\":\"2026-01-01T11:59:00.000Z\"}}]")
                        .statusCode())
                .isEqualTo(204);

        assertThat(answer).succeedsWithin(AT_ONCE);
        assertThat(answer.join().reached()).isTrue();
        assertThat(answer.join().text("body")).isEqualTo("hi");
    }

    @Test
    void theConnectionGoesOnAfterAWait() {
        String sid = TestCallbacks.sid("SM");
        post(message(sid, "sent"));
        for (int i = 0; i < 3; i++) {
            CompletableFuture<Answer> answer = wait(sid, "?Until=delivered&Timeout=60");
            owner.awaitWaiting(1);
            if (i < 2) {
                String other = TestCallbacks.sid("SM");
                assertThat(wait(other, "?Timeout=0").join().header("Connection"))
                        .isEmpty();
                answer.cancel(true); // closes its connection
                owner.awaitWaiting(0);
            } else {
                post(message(sid, "delivered"));
                assertThat(answer).succeedsWithin(AT_ONCE);
                assertThat(answer.join().header("Connection")).isEmpty();
            }
        }
    }

    @Test
    void aWaitTellsHowManyRequestsOfTheAccountAreUnderWayWithoutThoseThatWait() {
        String sid = TestCallbacks.sid("SM");
        List<CompletableFuture<Answer>> answers =
                Stream.generate(() -> wait(sid, "?Timeout=60")).limit(5).toList();
        owner.awaitWaiting(5);
        await().untilAsserted(() -> assertThat(owner.get("/2010-04-01/Accounts/" + ACCOUNT.sid() + "/Messages.json")
                        .join()
                        .header("Twilio-Concurrent-Requests"))
                .isEqualTo("1"));
        post(message(sid, "delivered"));
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().reached()).isTrue());
    }
}
