package dev.ringback.upstream.write;

import static dev.ringback.upstream.write.TestWrites.HELLO;
import static dev.ringback.upstream.write.TestWrites.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.simulate.api.http.Fault;
import dev.ringback.simulate.api.http.RecordedRequest;
import dev.ringback.upstream.Callbacks;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes at Ringback's door are Twilio's, and Ringback knows at once what came of them. */
class WriteThroughTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // each test starts it first
    private TestWrites test;

    private void start(Callbacks callbacks) {
        test = TestWrites.start(folder, callbacks, PATIENCE);
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void aCreateIsAnsweredAsTwilioDoesAndReadAtOnce() {
        start(Callbacks.NONE);
        Response created = test.create();

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.contentType()).startsWith("application/json");
        assertThat(created.header("Twilio-Concurrent-Requests")).isEqualTo("1");
        assertThat(created.header("Twilio-Request-Id")).startsWith("RQ");
        String sid = created.jsonPath().getString("sid");
        assertThat(test.twilio.message(sid)).isPresent();
        RecordedRequest sent = test.twilio.requests().posts().get(0);
        assertThat(sent.path()).isEqualTo(path("/Messages.json"));
        assertThat(sent.form().get("Body")).isEqualTo("Hello \u00e4");
        assertThat(sent.form().size()).isEqualTo(3);
        Response read = test.get("/Messages/" + sid + ".json");
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.jsonPath().getString("body")).isEqualTo("Hello \u00e4");
        assertThat(read.jsonPath().getString("status")).isEqualTo("queued");
        assertThat(read.jsonPath().getString("direction")).isEqualTo("outbound-api");
        assertThat(read.header("X-Ringback-Source")).isEqualTo("api");
        assertThat(test.unknownWrites().jsonPath().getList("writes")).isEmpty();
    }

    @Test
    void theAuditTellsWhoHasWrittenWhat() {
        start(Callbacks.NONE);
        String sid = test.create().jsonPath().getString("sid");
        test.post("/Messages/" + sid + ".json", "Body=");
        test.delete("/Messages/" + sid + ".json");

        Response audit = test.as(TestWrites.ACCOUNT_SID, TestWrites.AUTH_TOKEN).get("/ringback/v1/audit?Action=write");
        assertThat(audit.jsonPath().getList("records.subject"))
                .containsExactly(
                        "DELETE " + TestWrites.ACCOUNT_SID + "/Messages/" + sid + ": 409",
                        "POST " + TestWrites.ACCOUNT_SID + "/Messages/" + sid + ": 200",
                        "POST " + TestWrites.ACCOUNT_SID + "/Messages: 201 " + sid);
        assertThat(audit.jsonPath().getList("records.credential"))
                .containsOnly(TestWrites.WRITER)
                .hasSize(3);
        assertThat(audit.jsonPath().getList("records.affected")).containsExactly(0, 1, 1);
    }

    @Test
    void aTextThatIsDeletedAndAMessageThatIsDeletedAreSoHereToo() {
        start(Callbacks.NONE);
        String sid = test.create().jsonPath().getString("sid");
        String message = "/Messages/" + sid + ".json";
        test.twilio.advance(Duration.ofMinutes(5));

        assertThat(test.post(message, "Body=").statusCode()).isEqualTo(200);
        assertThat(test.get(message).jsonPath().getString("body")).isEmpty();
        assertThat(test.get(message).jsonPath().getString("status")).isEqualTo("delivered");
        Response deleted = test.delete(message);
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(deleted.asByteArray()).isEmpty();
        assertThat(test.get(message).statusCode()).isEqualTo(404);
        assertThat(test.delete(message).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {".json", ""})
    void aTextThatIsDeletedRightAfterTheCreateIsGoneForEver(String extension) {
        start(Callbacks.ADD);
        String sid = test.create().jsonPath().getString("sid");
        String message = "/Messages/" + sid + ".json";

        assertThat(test.post("/Messages/" + sid + extension, "Body=").statusCode())
                .isEqualTo(200);
        Response redacted = test.get(message);
        assertThat(redacted.jsonPath().getString("body")).isEmpty();
        assertThat(redacted.jsonPath().getString("status")).isEqualTo("queued");
        assertThat(redacted.jsonPath().getString("direction")).isEqualTo("outbound-api");
        test.twilio.advance(Duration.ofMinutes(5));
        assertThat(test.get(message).jsonPath().getString("status")).isEqualTo("delivered");
        assertThat(test.get(message).jsonPath().getString("body")).isEmpty();
        assertThat(test.as(TestWrites.ACCOUNT_SID, TestWrites.AUTH_TOKEN)
                        .get("/ringback/v1/timeline/" + sid)
                        .asString())
                .contains(sid)
                .doesNotContain("Hello");
    }

    @Test
    void aMessageThatTwilioHasNoMoreIsGoneHereAfterADelete() {
        start(Callbacks.ADD);
        String sid = test.create().jsonPath().getString("sid");
        test.twilio.advance(Duration.ofMinutes(5));
        test.twilio
                .faults()
                .once(request -> request.method().equals("DELETE"), Fault.error(404, 20404, "was not found"));

        assertThat(test.delete("/Messages/" + sid + ".json").statusCode()).isEqualTo(404);
        assertThat(test.get("/Messages/" + sid + ".json").statusCode()).isEqualTo(404);
    }

    @Test
    void theRoleOfAWriterIsNeeded() {
        start(Callbacks.NONE);
        Response refused = test.as(TestWrites.OPERATOR, TestWrites.SECRET)
                .contentType(TestWrites.FORM)
                .body(HELLO.getBytes(StandardCharsets.UTF_8))
                .post(path("/Messages.json"));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.asString()).contains("needs the role writer");
        assertThat(test.twilio.requests().all()).isEmpty();
    }

    /** The stand-in may not have such a resource: then its 404 is what comes back. */
    @ParameterizedTest
    @EnumSource
    void eachKindOfWritesReachesTwilioAsItWasSent(WriteKind kind) {
        start(Callbacks.NONE);
        String below = kind.path()
                .replace("{MessageSid}", "SM" + "0".repeat(32))
                .replace("{ConferenceSid}", "CF" + "0".repeat(32))
                .replace("{RecordingSid}", "RE" + "0".repeat(32))
                .replace("{CallSid}", "CA" + "0".repeat(32))
                .replace("{Sid}", "SM" + "1".repeat(32));
        for (String extension : List.of(".json", "")) {
            test.twilio.requests().clear();
            Response answer =
                    kind.isDeletion() ? test.delete(below + extension) : test.post(below + extension, "X=1&Y=%20");

            assertThat(answer.statusCode()).isBetween(200, 404);
            RecordedRequest sent = test.twilio.requests().all().get(0);
            assertThat(sent.method()).isEqualTo(kind.method());
            assertThat(sent.path()).isEqualTo(path(below + extension));
            assertThat(sent.form().get("Y")).isEqualTo(kind.isDeletion() ? null : " ");
            assertThat(test.twilio.requests().all()).hasSize(1);
        }
    }

    @Test
    void whatChangesAccountsKeysOrNumbersIsNotPassedOn() {
        start(Callbacks.NONE);
        for (String path :
                List.of("/Keys.json", "/IncomingPhoneNumbers.json", "/Tokens.json", ".json", "/Queues.json")) {
            Response refused = test.post(path, "FriendlyName=x");
            assertThat(refused.statusCode()).as(path).isEqualTo(405);
            assertThat(refused.jsonPath().getString("message"))
                    .contains("passes on those of messages")
                    .doesNotContain("reads only");
        }
        assertThat(test.post("/Messages/..%2fKeys.json", "Body=").statusCode()).isBetween(400, 405);
        assertThat(test.post("/Conferences/%2e%2e/Participants.json", "To=1").statusCode())
                .isBetween(400, 405);
        assertThat(test.twilio.requests().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {".xml", ""})
    void aCreateIsDoneInXmlToo(String extension) {
        start(Callbacks.NONE);
        Response created = test.post("/Messages" + extension, HELLO);

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.contentType()).contains("xml");
        assertThat(test.unknownWrites().jsonPath().getList("writes")).isEmpty();
        String sid = created.xmlPath().getString("TwilioResponse.Message.Sid");
        assertThat(test.twilio.message(sid)).isPresent();
        assertThat(test.post("/Messages/" + sid + extension, "Body=").statusCode())
                .isEqualTo(200);
        test.twilio.advance(Duration.ofMinutes(1));
        assertThat(test.delete("/Messages/" + sid + extension).statusCode()).isEqualTo(204);
        assertThat(test.twilio.message(sid)).isEmpty();
    }

    @Test
    void anAnswerInCsvWouldNotTellWhatWasDone() {
        start(Callbacks.NONE);

        assertThat(test.post("/Messages.csv", HELLO).statusCode()).isEqualTo(405);
        assertThat(test.twilio.requests().all()).isEmpty();
    }

    @Test
    void theDoorSaysWhichMethodsItTakes() {
        start(Callbacks.NONE);
        Response answer = test.asWriter().put(path("/Messages.json"));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, POST");
    }

    @Test
    void twiliosErrorsAreTheCallers() {
        start(Callbacks.NONE);
        Response answer = test.post("/Messages.json", "To=nobody&From=%2B14155550100&Body=x");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getInt("code")).isEqualTo(21211);
        assertThat(test.unknownWrites().jsonPath().getList("writes")).isEmpty();
    }

    @Test
    void a429IsRepeatedUntilTwilioTakesIt() {
        start(Callbacks.NONE);
        test.twilio.faults().times(2, request -> true, Fault.tooManyRequests(Duration.ofSeconds(1)));

        assertThat(test.create().statusCode()).isEqualTo(201);
        assertThat(test.twilio.messageCount()).isEqualTo(1);
    }

    @Test
    void credentialsThatTwilioRefusesAreNotTheCallersFault() {
        start(Callbacks.NONE);
        test.twilio.faults().always(request -> true, Fault.error(401, 20003, "Authenticate"));

        Response first = test.create();
        assertThat(first.statusCode()).isEqualTo(401);
        assertThat(first.jsonPath().getInt("code")).isEqualTo(20003);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Response answer = test.create();
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.header("X-Ringback-Outcome")).isEqualTo("not-done");
        });
        int asked = test.twilio.requests().all().size();
        assertThat(test.create().statusCode()).isEqualTo(403);
        assertThat(test.twilio.requests().all()).hasSize(asked);
    }

    @Test
    void whatCannotBeSentIsSaidToBeNotDone() {
        start(Callbacks.NONE);
        test.twilio.goDown();
        Response answer = test.create();

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotNull();
        assertThat(answer.header("X-Ringback-Outcome")).isEqualTo("not-done");
        assertThat(test.create().header("Retry-After")).isEqualTo("2");
        assertThat(test.unknownWrites().jsonPath().getList("writes")).isEmpty();
        test.twilio.comeUp();
    }

    @Test
    void aCallParticipantAndRecordingAreReadAtOnce() {
        start(Callbacks.NONE);
        Response call = test.post("/Calls.json", "To=%2B14155550101&From=%2B14155550100&Twiml=%3CResponse%2F%3E");
        assertThat(call.statusCode()).isEqualTo(201);
        String callSid = call.jsonPath().getString("sid");
        assertThat(test.get("/Calls/" + callSid + ".json").jsonPath().getString("to"))
                .isEqualTo("+14155550101");
        Response participant =
                test.post("/Conferences/My%20Room/Participants.json", "To=%2B14155550103&From=%2B14155550100&Label=me");
        assertThat(participant.statusCode()).isEqualTo(201);
        String conferenceSid = participant.jsonPath().getString("conference_sid");
        assertThat(test.get("/Conferences/" + conferenceSid + "/Participants/"
                                + participant.jsonPath().getString("call_sid") + ".json")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRecordingThatIsPausedAndResumedIsShownAsItIs() {
        start(Callbacks.NONE);
        String call = runningCall();
        Response created = test.post("/Calls/" + call + "/Recordings.json", "");
        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        String path = "/Calls/" + call + "/Recordings/" + created.jsonPath().getString("sid") + ".json";

        for (String status : List.of("paused", "in-progress", "paused", "in-progress", "stopped")) {
            passing();
            Response updated = test.post(path, "Status=" + status);
            assertThat(updated.statusCode()).isEqualTo(200);
            assertThat(test.get(path).jsonPath().getString("status"))
                    .isEqualTo(updated.jsonPath().getString("status"));
        }
    }

    @Test
    void aParticipantWhoIsMutedAndHeldIsShownAsTheyAre() {
        start(Callbacks.ADD);
        String path = runningParticipant();

        for (String flag : List.of("Muted", "Hold", "Coaching")) {
            for (boolean value : List.of(true, false, true, false)) {
                passing();
                assertThat(test.post(path, flag + "=" + value).statusCode()).isEqualTo(200);
                assertThat(test.get(path).jsonPath().getBoolean(flag.toLowerCase(Locale.ROOT)))
                        .as(flag)
                        .isEqualTo(value);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "ADD"})
    void aParticipantWhoIsRemovedHasLeft(Callbacks callbacks) {
        start(callbacks);
        String path = runningParticipant();
        String list = path.substring(0, path.lastIndexOf('/')) + ".json";
        assertThat(test.get(list).jsonPath().getList("participants")).hasSize(1);
        assertThat(test.get(list + "?Muted=true").jsonPath().getList("participants"))
                .isEmpty();
        assertThat(test.get(list.replaceAll("CF.*?/", "CF" + "9".repeat(32) + "/"))
                        .statusCode())
                .isEqualTo(404);

        passing();
        assertThat(test.delete(path).statusCode()).isEqualTo(204);
        assertThat(test.get(path).statusCode()).isEqualTo(404);
        assertThat(test.get(list).jsonPath().getList("participants")).isEmpty();
    }

    @Test
    void aParticipantWhoIsRemovedByTheirLabelHasLeft() {
        start(Callbacks.NONE);
        Response created = test.post(
                "/Conferences/My%20Room/Participants.json", "To=%2B14155550103&From=%2B14155550100&Label=a+b");
        String list = "/Conferences/" + created.jsonPath().getString("conference_sid") + "/Participants";
        test.twilio.advance(Duration.ofSeconds(10));
        assertThat(test.get(list + "/a%20b.json").statusCode()).isEqualTo(200);

        assertThat(test.delete(list + "/a%20b.json").statusCode()).isEqualTo(204);
        assertThat(test.get(list + "/a%20b.json").statusCode()).isEqualTo(404);
        assertThat(test.get(list + "/" + created.jsonPath().getString("call_sid") + ".json")
                        .statusCode())
                .isEqualTo(404);
        assertThat(test.get(list + ".json").jsonPath().getList("participants")).isEmpty();
        Response again = test.delete(list + "/nobody.json");
        assertThat(again.statusCode()).isEqualTo(404);
    }

    private String runningCall() {
        String sid = test.post("/Calls.json", "To=%2B14155550101&From=%2B14155550100&Twiml=%3CResponse%2F%3E")
                .jsonPath()
                .getString("sid");
        test.twilio.advance(Duration.ofSeconds(10));
        return sid;
    }

    private String runningParticipant() {
        Response created =
                test.post("/Conferences/My%20Room/Participants.json", "To=%2B14155550103&From=%2B14155550100");
        assertThat(created.statusCode()).isEqualTo(201);
        String path = "/Conferences/" + created.jsonPath().getString("conference_sid") + "/Participants/"
                + created.jsonPath().getString("call_sid") + ".json";
        test.twilio.advance(Duration.ofSeconds(10));
        return path;
    }

    /** Lets a moment pass, in which an answer comes; it is often within the same second. */
    private void passing() {
        test.twilio.advance(Duration.ofMillis(700));
    }

    @Test
    void callbacksAreAddedAndArrive() {
        start(Callbacks.ADD);
        String sid = test.create().jsonPath().getString("sid");
        String url = String.valueOf(test.twilio.requests().posts().get(0).form().get("StatusCallback"));

        assertThat(url).matches("http://127\\.0\\.0\\.1:\\d+/twilio\\?rb=w1_[A-Za-z0-9_-]{22}#rc=2&rp=all");
        test.twilio.advance(Duration.ofMinutes(1));
        assertThat(test.twilio.callbacks().accepted()).isPositive();
        assertThat(test.get("/Messages/" + sid + ".json").jsonPath().getString("status"))
                .isEqualTo("delivered");
        Response mark = test.get("/Messages.json?Tag.rb=" + url.replaceAll(".*rb=|#.*", ""));
        assertThat(mark.jsonPath().getList("messages")).isEmpty();
    }
}
