package dev.ringback.upstream.write;

import static dev.ringback.upstream.write.TestWrites.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.type.PhoneNumber;
import dev.ringback.conformance.RingbackHttpClient;
import dev.ringback.model.MessageBuilder;
import dev.ringback.simulate.api.http.Fault;
import dev.ringback.upstream.Callbacks;
import dev.ringback.upstream.TestMirror;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A create whose outcome nobody knows is sent once, answered with 409, and decided by what follows. */
class UnknownFateTest {
    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // each test starts it first
    private TestWrites test;

    private void start(Callbacks callbacks, Duration patience) {
        test = TestWrites.start(folder, callbacks, patience);
    }

    @AfterEach
    void close() {
        test.close();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("cut before it is done", Fault.cutBefore(), false),
                Arguments.of("cut after it is done", Fault.cutAfterwards(), true),
                Arguments.of("500 before", Fault.error(500, 20500, "Internal Server Error"), false),
                Arguments.of("503 before", Fault.error(503, 20503, "Service unavailable"), false),
                Arguments.of("500 after it is done", Fault.errorAfterwards(), true),
                Arguments.of("no answer", Fault.silence(), false),
                Arguments.of("no answer after it is done", Fault.silenceAfterwards(), true),
                Arguments.of("a page of HTML", Fault.html(), false),
                Arguments.of("half an answer", Fault.truncated(), true),
                Arguments.of(
                        "the resource of another account",
                        Fault.replacing(TestWrites.ACCOUNT_SID, "AC" + "9".repeat(32)),
                        true),
                Arguments.of("a redirect", Fault.redirectLoop(), false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aCreateIsSentOnceWhateverHappens(String what, Fault fault, boolean isDone) {
        start(Callbacks.ADD, Duration.ofSeconds(2));
        test.twilio.faults().once(fault);

        Response answer = test.create();

        assertThat(answer.statusCode()).as(what).isEqualTo(409);
        assertThat(answer.header("X-Ringback-Outcome")).isEqualTo("unknown");
        assertThat(answer.jsonPath().getInt("code")).isEqualTo(99001);
        assertThat(answer.jsonPath().getInt("status")).isEqualTo(409);
        assertThat(test.twilio.requests().posts()).hasSize(1);
        assertThat(test.twilio.messageCount()).isEqualTo(isDone ? 1 : 0);
        JsonPath kept = test.unknownWrites().jsonPath();
        assertThat(kept.getList("writes")).hasSize(1);
        assertThat(kept.getString("writes[0].state")).isEqualTo("unknown");
        assertThat(kept.getString("writes[0].path")).isEqualTo(path("/Messages.json"));
        assertThat(kept.getString("writes[0].body")).isEqualTo(TestWrites.HELLO);
        assertThat(kept.getString("writes[0].requested_by")).isEqualTo(TestWrites.WRITER);

        test.twilio.advance(Duration.ofMinutes(1));
        if (isDone) {
            test.awaitState("created");
            JsonPath decided = test.unknownWrites().jsonPath();
            String sid = decided.getString("writes[0].sid");
            assertThat(test.twilio.message(sid)).isPresent();
            assertThat(decided.getString("writes[0].body")).isEmpty();
            assertThat(decided.getString("writes[0].decided_at")).isNotNull();
        } else {
            test.clock.advance(Duration.ofHours(25));
            test.awaitState("not-seen");
            assertThat(test.unknownWrites().jsonPath().getString("writes[0].body"))
                    .isEqualTo(TestWrites.HELLO);
        }
        assertThat(test.twilio.requests().posts()).hasSize(1);
    }

    @Test
    void aMessageThatLooksLikeTheUnknownOneDecidesItWhereNoMarkDoes() {
        start(Callbacks.NONE, Duration.ofSeconds(2));
        test.twilio.faults().once(Fault.errorAfterwards());
        String withCallback = TestWrites.HELLO + "&StatusCallback=" + "http%3A%2F%2F127.0.0.1%3A"
                + test.server.callbackPort() + "%2Ftwilio";
        assertThat(test.post("/Messages.json", withCallback).statusCode()).isEqualTo(409);
        Response alike = test.create();
        assertThat(alike.statusCode()).isEqualTo(201);

        test.twilio.advance(Duration.ofMinutes(1));
        test.awaitState("created");
        String sid = test.unknownWrites().jsonPath().getString("writes[0].sid");
        assertThat(sid).isNotEqualTo(alike.jsonPath().getString("sid"));
        assertThat(test.twilio.message(sid)).isPresent();
    }

    private JsonPath health() {
        return test.asWriter().get("/ringback/v1/health/mirror").jsonPath();
    }

    private void advance(Duration time) {
        test.clock.advance(time);
        test.twilio.advance(Duration.ZERO);
    }

    /** Its callbacks went nowhere: there is none, and nothing else tells the mirror. */
    @ParameterizedTest
    @ValueSource(strings = {"%2B14155550101", "+1+%28415%29+555-0101", "+14155550101", "4155550101"})
    void whatOnlyTwilioKnowsOfIsFoundByAList(String to) {
        start(Callbacks.NONE, Duration.ofSeconds(2));
        test.twilio.faults().once(Fault.cutAfterwards());
        assertThat(test.post("/Messages.json", "To=" + to + "&From=%2B14155550100&Body=Hello")
                        .statusCode())
                .isEqualTo(409);
        // the stand-in keeps the number as it was written; Twilio does not
        String sid = "SM" + "7".repeat(32);
        if (!to.startsWith("%2B")) {
            test.twilio.add(MessageBuilder.builder(TestMirror.message(7, "delivered", test.clock.instant()))
                    .sid(sid)
                    .accountSid(TestWrites.ACCOUNT_SID)
                    .to("+14155550101")
                    .from("+14155550100")
                    .body("Hello")
                    .direction("outbound-api")
                    .build());
        }
        test.twilio.conditions().listLag(Duration.ofMinutes(15));

        advance(Duration.ofMinutes(21));

        test.awaitState("created");
        String found = test.unknownWrites().jsonPath().getString("writes[0].sid");
        assertThat(test.twilio.message(found)).isPresent();
        assertThat(test.get("/Messages/" + found + ".json").statusCode()).isEqualTo(200);
        assertThat(test.twilio.requests().posts()).hasSize(1);
    }

    @Test
    void aWriteIsNotGivenUpBeforeTwilioHasSaidThatItMadeNothing() {
        start(Callbacks.NONE, Duration.ofSeconds(2));
        test.twilio.faults().once(Fault.cutAfterwards());
        assertThat(test.create().statusCode()).isEqualTo(409);
        test.twilio.faults().always(request -> request.method().equals("GET"), Fault.error(500, 20500, "Later"));

        advance(Duration.ofHours(25));
        Awaitility.await().until(() -> test.twilio.requests().count("GET", "/Messages.json") > 0);
        assertThat(test.unknownWrites().jsonPath().getString("writes[0].state")).isEqualTo("unknown");

        assertThat(health().getInt("unknown_writes[0].count")).isEqualTo(1);
        assertThat(health().getInt("in_doubt")).isPositive();

        test.twilio.faults().clear();
        advance(Duration.ofMinutes(2));
        test.awaitState("created");
        assertThat(health().getList("unknown_writes")).isEmpty();
    }

    @Test
    void aRedactionIsAnsweredAsTwilioDoesForRepeatingItDoesNoHarm() {
        start(Callbacks.NONE, Duration.ofSeconds(2));
        String sid = test.create().jsonPath().getString("sid");
        test.twilio.faults().once(Fault.errorAfterwards());
        assertThat(test.post("/Messages/" + sid + ".json", "Body=").statusCode())
                .isEqualTo(500);
        test.twilio.faults().once(Fault.cutAfterwards());
        assertThat(test.post("/Messages/" + sid + ".json", "Body=").statusCode())
                .isEqualTo(503);
        assertThat(test.unknownWrites().jsonPath().getList("writes")).isEmpty();
    }

    /** A query that is no address is sent as one, so that nothing is unknown that was never sent. */
    @ParameterizedTest
    @ValueSource(strings = {"?x=%zz", "?x={y}", "?x=y|z", "?x=y\\z", "?x=\u00e4", "?x=<\"^`>", "?%"})
    void aQueryWithWhatMayNotStandThereIsSent(String query) throws IOException {
        start(Callbacks.NONE, Duration.ofSeconds(2));

        String answer = raw(path("/Messages.json") + query, TestWrites.HELLO);

        assertThat(answer).startsWith("HTTP/1.1 201");
        assertThat(test.twilio.requests().posts()).hasSize(1);
        assertThat(test.unknownWrites().jsonPath().getList("writes")).isEmpty();
    }

    /** What cannot be read at all is refused before anything is noted. */
    @ParameterizedTest
    @ValueSource(strings = {"?x=y z", "?x=\u0001", "?x=\t"})
    void aRequestLineThatCannotBeReadIsRefused(String query) throws IOException {
        start(Callbacks.NONE, Duration.ofSeconds(2));

        assertThat(raw(path("/Messages.json") + query, TestWrites.HELLO)).startsWith("HTTP/1.1 400");

        assertThat(test.twilio.requests().all()).isEmpty();
        assertThat(test.unknownWrites().jsonPath().getList("writes")).isEmpty();
    }

    @Test
    void aQueryThatIsTooLongIsRefused() throws IOException {
        start(Callbacks.NONE, Duration.ofSeconds(2));

        assertThat(raw(path("/Messages.json?x=") + "y".repeat(9_000), TestWrites.HELLO))
                .startsWith("HTTP/1.1 414");

        assertThat(test.twilio.requests().all()).isEmpty();
    }

    private String raw(String target, String form) throws IOException {
        String credentials = TestWrites.WRITER + ':' + TestWrites.SECRET;
        String request = "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8))
                + "\r\nContent-Type: " + TestWrites.FORM + "\r\nContent-Length: " + form.length() + "\r\n\r\n" + form;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), test.server.apiPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static Stream<Fault> lost() {
        return Stream.of(Fault.html(), Fault.redirectLoop(), Fault.cutAfterwards(), Fault.cutBefore());
    }

    @ParameterizedTest
    @MethodSource("lost")
    void whetherAnUpdateOrADeletionWasDoneIsNotDenied(Fault fault) {
        start(Callbacks.NONE, Duration.ofSeconds(2));
        String sid = test.create().jsonPath().getString("sid");

        test.twilio.faults().once(fault);
        Response redacted = test.post("/Messages/" + sid + ".json", "Body=");
        assertThat(redacted.statusCode()).isEqualTo(503);
        assertThat(redacted.header("X-Ringback-Outcome")).isEqualTo("unknown");
        assertThat(redacted.header("Retry-After")).isNotNull();
        assertThat(redacted.jsonPath().getString("message")).doesNotContain("could not be asked");

        // a deletion is sent again where the connection is cut, which does no harm
        test.twilio.faults().times(10, request -> request.method().equals("DELETE"), Fault.html());
        Response deleted = test.delete("/Messages/" + sid + ".json");
        assertThat(deleted.statusCode()).isEqualTo(503);
        assertThat(deleted.header("X-Ringback-Outcome")).isEqualTo("unknown");
    }

    @Test
    void aCallThatRunsTwimlAgainIsSentOnceAndOneThatEndsIsNot() {
        start(Callbacks.NONE, Duration.ofSeconds(2));
        String sid = test.post("/Calls.json", "To=%2B14155550101&From=%2B14155550100&Twiml=%3CResponse%2F%3E")
                .jsonPath()
                .getString("sid");
        test.twilio.faults().once(Fault.errorAfterwards());
        assertThat(test.post("/Calls/" + sid + ".json", "Twiml=%3CResponse%2F%3E")
                        .statusCode())
                .isEqualTo(409);
        test.twilio.faults().once(Fault.errorAfterwards());
        assertThat(test.post("/Calls/" + sid + ".json", "Status=completed").statusCode())
                .isEqualTo(500);
    }

    @Test
    void anEndOfTheServerIsNoReasonToRepeatACreate() {
        start(Callbacks.NONE, Duration.ofSeconds(30));
        test.twilio.faults().once(Fault.silenceAfterwards());
        CompletableFuture<Response> answer = CompletableFuture.supplyAsync(test::create);
        Awaitility.await().until(() -> !test.twilio.requests().posts().isEmpty());

        test.server.close();

        assertThat(answer.join().statusCode()).isEqualTo(409);
        assertThat(answer.join().jsonPath().getInt("code")).isEqualTo(99001);
    }

    @Test
    void twiliosLibraryDoesNotRepeatIt() {
        start(Callbacks.ADD, Duration.ofSeconds(2));
        TwilioRestClient client = new TwilioRestClient.Builder(TestWrites.WRITER, TestWrites.SECRET)
                .accountSid(TestWrites.ACCOUNT_SID)
                .httpClient(new RingbackHttpClient(test.apiUrl()))
                .build();
        PhoneNumber to = new PhoneNumber("+14155550101");
        PhoneNumber from = new PhoneNumber("+14155550100");
        test.twilio.faults().once(Fault.errorAfterwards());

        assertThatThrownBy(() -> Message.creator(to, from, "Hello").create(client))
                .isInstanceOfSatisfying(ApiException.class, failed -> {
                    assertThat(failed.getStatusCode()).isEqualTo(409);
                    assertThat(failed.getCode()).isEqualTo(99001);
                });
        assertThat(test.twilio.requests().posts()).hasSize(1);

        Message created = Message.creator(to, from, "Hello again").create(client);
        assertThat(Message.fetcher(created.getSid()).fetch(client).getBody()).isEqualTo("Hello again");
        test.twilio.advance(Duration.ofMinutes(1));
        assertThat(Message.fetcher(created.getSid()).fetch(client).getStatus()).isEqualTo(Message.Status.DELIVERED);
        assertThat(Message.updater(created.getSid()).setBody("").update(client).getBody())
                .isEmpty();
        assertThat(Message.fetcher(created.getSid()).fetch(client).getBody()).isEmpty();
        assertThat(Message.deleter(created.getSid()).delete(client)).isTrue();
        assertThatThrownBy(() -> Message.fetcher(created.getSid()).fetch(client))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        failed -> assertThat(failed.getStatusCode()).isEqualTo(404));
        assertThat(test.twilio.requests().repeatedPosts(post -> post.form().get("Body")))
                .isEmpty();
        test.awaitState("created");
        assertThat(test.unknownWrites().jsonPath().getList("writes")).hasSize(1);
    }
}
