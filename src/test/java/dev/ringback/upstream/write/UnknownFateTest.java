package dev.ringback.upstream.write;

import static dev.ringback.upstream.write.TestWrites.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.type.PhoneNumber;
import dev.ringback.conformance.RingbackHttpClient;
import dev.ringback.simulate.api.http.Fault;
import dev.ringback.upstream.Callbacks;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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
