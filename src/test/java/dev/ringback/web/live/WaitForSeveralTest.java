package dev.ringback.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.TestCallbacks;
import dev.ringback.TestCaller;
import dev.ringback.TestCaller.Answer;
import dev.ringback.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /ringback/v1/wait}: one caller and several resources. */
@Timeout(120)
class WaitForSeveralTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

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

    private static CompletableFuture<Answer> wait(String json) {
        return owner.post("/ringback/v1/wait", json.replace('\'', '"'));
    }

    private static CompletableFuture<Answer> wait(List<String> sids, String rest) {
        return wait("{'sids': " + list(sids) + rest + "}");
    }

    private static String list(List<String> sids) {
        return sids.stream().map(sid -> "\"" + sid + "\"").collect(Collectors.joining(", ", "[", "]"));
    }

    private static void post(String sid, String status) {
        assertThat(server.post(TestCallbacks.messageStatus(sid, status)).statusCode())
                .isEqualTo(204);
    }

    private static List<String> messages(int count) {
        return Stream.generate(() -> TestCallbacks.sid("SM")).limit(count).toList();
    }

    private static List<String> values(Answer answer, String member) {
        List<String> values = new ArrayList<>();
        for (JsonNode resource : answer.json().path("resources")) {
            values.add(resource.path(member).asText());
        }
        return values;
    }

    @Test
    void allIsReachedWhenTheLastIsAndTheOrderIsThatOfTheRequest() {
        List<String> sids = messages(3);
        post(sids.get(2), "delivered");
        CompletableFuture<Answer> answer = wait(sids, ", 'timeout': 60");
        owner.awaitWaiting(1);
        post(sids.get(1), "failed"); // terminal too
        assertThat(answer).isNotDone();
        post(sids.get(0), "sent");
        post(sids.get(0), "undelivered");

        assertThat(answer).succeedsWithin(AT_ONCE);
        assertThat(answer.join().status()).isEqualTo(200);
        assertThat(answer.join().reached()).isTrue();
        assertThat(values(answer.join(), "sid")).isEqualTo(sids);
        assertThat(values(answer.join(), "status")).containsExactly("undelivered", "failed", "delivered");
        assertThat(values(answer.join(), "reached")).containsOnly("true");
    }

    @Test
    void allEndsAtOnceWhenNothingIsOpenAnyMoreThoughOneWasMissed() {
        List<String> sids = messages(2);
        CompletableFuture<Answer> answer = wait(sids, ", 'until': 'delivered', 'timeout': 60");
        owner.awaitWaiting(1);
        post(sids.get(0), "failed");
        post(sids.get(1), "delivered");

        assertThat(answer).succeedsWithin(AT_ONCE);
        assertThat(answer.join().reached()).isFalse();
        assertThat(values(answer.join(), "reached")).containsExactly("false", "true");
    }

    @Test
    void anyEndsWithTheFirstThatIsReachedAndTellsTheOthersAsTheyAre() {
        List<String> sids = messages(3);
        post(sids.get(0), "sent");
        CompletableFuture<Answer> answer = wait(sids, ", 'until': 'DELIVERED', 'require': 'any', 'timeout': 60");
        owner.awaitWaiting(1);
        post(sids.get(0), "failed"); // missed, which is none that is reached
        assertThat(answer).isNotDone();
        post(sids.get(2), "delivered");

        assertThat(answer).succeedsWithin(AT_ONCE);
        assertThat(answer.join().reached()).isTrue();
        assertThat(values(answer.join(), "status")).containsExactly("failed", "null", "delivered");
        assertThat(values(answer.join(), "reached")).containsExactly("false", "false", "true");
    }

    @Test
    void anyEndsWhenAllAreMissed() {
        List<String> sids = messages(2);
        CompletableFuture<Answer> answer = wait(sids, ", 'until': 'delivered', 'require': 'any', 'timeout': 60");
        owner.awaitWaiting(1);
        post(sids.get(1), "failed");
        assertThat(answer).isNotDone();
        post(sids.get(0), "undelivered");

        assertThat(answer).succeedsWithin(AT_ONCE);
        assertThat(answer.join().reached()).isFalse();
        assertThat(values(answer.join(), "reached")).containsExactly("false", "false");
    }

    @ParameterizedTest
    @CsvSource({"all, 0", "any, 0", "all, 1", "any, 1"})
    void whatIsNotReachedInTimeIsAnsweredAsItIs(String require, int timeout) {
        List<String> sids = messages(2);
        post(sids.get(1), "sent");

        Answer answer = wait(sids, ", 'require': '" + require + "', 'timeout': " + timeout)
                .join();

        assertThat(answer.took()).isBetween(Duration.ofSeconds(timeout), AT_ONCE.plusSeconds(timeout));
        assertThat(answer.reached()).isFalse();
        assertThat(answer.json().path("resources").get(0).toString())
                .isEqualTo("{\"sid\":\"" + sids.get(0) + "\",\"account_sid\":null,\"status\":null,\"reached\":false}");
        assertThat(values(answer, "status")).containsExactly("null", "sent");
    }

    @Test
    void oneOfManyKindsAtOnceAndTheSameTwice() {
        String message = TestCallbacks.sid("SM");
        String call = TestCallbacks.sid("CA");
        String conference = TestCallbacks.sid("CF");
        List<String> sids = List.of(call, message, conference, message, call);
        CompletableFuture<Answer> answer = wait(sids, ", 'until': 'terminal', 'timeout': 60");
        owner.awaitWaiting(1);
        post(message, "delivered");
        server.post(TestCallbacks.callStatus(call, "busy", 1, "Thu, 01 Jan 2026 10:00:05 +0000"));
        assertThat(answer).isNotDone();
        server.post(TestCallbacks.conference(conference, "conference-end", 2));

        assertThat(answer).succeedsWithin(AT_ONCE);
        assertThat(answer.join().reached()).isTrue();
        assertThat(values(answer.join(), "sid")).isEqualTo(sids);
        assertThat(values(answer.join(), "status"))
                .containsExactly("busy", "delivered", "completed", "delivered", "busy");
    }

    @Test
    void oneIsAnsweredAsOneOfSeveral() {
        String sid = TestCallbacks.sid("MM");
        post(sid, "delivered");

        JsonNode several = wait(List.of(sid), "").join().json();
        JsonNode one = owner.get("/ringback/v1/wait/" + sid).join().json();

        assertThat(several.path("resources").size()).isEqualTo(1);
        assertThat(several.path("resources").get(0)).isEqualTo(one);
    }

    @Test
    void aThousandMayBeWaitedFor() {
        List<String> sids = messages(1_000);
        CompletableFuture<Answer> all = wait(sids, ", 'timeout': 60");
        CompletableFuture<Answer> any = wait(sids, ", 'timeout': 60, 'require': 'any'");
        owner.awaitWaiting(2);
        post(sids.get(999), "delivered");
        assertThat(any).succeedsWithin(AT_ONCE);
        assertThat(any.join().reached()).isTrue();
        assertThat(values(any.join(), "reached").indexOf("true")).isEqualTo(999);

        postAll(sids);
        assertThat(all).succeedsWithin(AT_ONCE);
        assertThat(all.join().reached()).isTrue();
        assertThat(values(all.join(), "sid")).isEqualTo(sids);
    }

    /** As Event Streams tell of them, many at once. */
    private static void postAll(List<String> sids) {
        String events = sids.stream()
                .map(sid -> "{'specversion':'1.0','type':'com.twilio.messaging.message.delivered','source':'EZ"
                        + sid.substring(2) + "','id':'EZ" + sid.substring(2)
                        + "','datacontenttype':'application/json','time':'2026-01-01T11:59:00.000Z','data':{'messageSid':'"
                        + sid + "','messageStatus':'DELIVERED','accountSid':'" + TestServer.ACCOUNT.sid()
                        + "','to':'+14155550101','from':'+14155550100','timestamp':'2026-01-01T11:59:00.000Z'}}")
                .collect(Collectors.joining(",", "[", "]"))
                .replace('\'', '"');
        assertThat(server.postJson(events).statusCode()).isEqualTo(204);
    }

    @Test
    void ofAThousandThatAreThereNobodyWaits() {
        List<String> sids = messages(1_000);
        postAll(sids);

        Answer answer = wait(sids, ", 'timeout': 60").join();
        assertThat(answer.reached()).isTrue();
        assertThat(answer.took()).isLessThan(AT_ONCE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'timeout': null",
                "'until': null",
                "'require': null",
                "'timeout': '0'",
                "'until': 'Terminal', 'require': 'all'"
            })
    void fieldsMayBeLeftOutOrNull(String fields) {
        String sid = TestCallbacks.sid("SM");
        post(sid, "delivered");
        assertThat(wait(List.of(sid), ", " + fields).join().reached()).isTrue();
    }

    @Test
    void whoMayNotReadAMessageHearsNothingOfIt() {
        List<String> sids = messages(1);
        TestCaller stranger = TestCaller.of(server, TestServer.OTHER_ACCOUNT);
        CompletableFuture<Answer> answer =
                stranger.post("/ringback/v1/wait", "{\"sids\": " + list(sids) + ", \"timeout\": 1}");
        stranger.awaitWaiting(1);
        post(sids.get(0), "delivered");

        assertThat(answer.join().reached()).isFalse();
        assertThat(answer.join().body()).doesNotContain("delivered");
        assertThat(answer.join().took()).isGreaterThan(Duration.ofSeconds(1));
    }
}
