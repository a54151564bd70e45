package dev.ringback.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestCallbacks;
import dev.ringback.TestCaller;
import dev.ringback.TestCaller.Answer;
import dev.ringback.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Waits that cannot be: each is refused at once, with what is wrong. */
@Timeout(60)
class BadWaitsTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final String SM = "SM00000000000000000000000000000001";

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
    void nobodyWaits() {
        assertThat(owner.waiting()).isZero();
    }

    private static void expectRefusal(Answer answer, int status, int code, String message) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("code").asInt()).isEqualTo(code);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.text("message")).contains(message);
        assertThat(answer.took()).isLessThan(AT_ONCE);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "-1, -1",
                "61, 61",
                "86400, 86400",
                "1.5, 1.5",
                "1e1, 1e1",
                "\"\", \"\"",
                "%20, \" \"",
                "%201, \" 1\"",
                "soon, soon",
                "%2B5, +5",
                "99999999999999999999, 99999999999999999999",
                "0000000005, 0000000005",
                "%D9%A3, ٣",
                "null, null",
                "5s, 5s",
                "5%00, \"5\u0000\""
            })
    void aTimeThatCannotBeIsRefusedWithTheRange(String timeout, String shown) {
        String message = "Parameter Timeout is invalid: '" + shown + "' is not a whole number of seconds from 0 to 60";
        expectRefusal(
                owner.get("/ringback/v1/wait/" + SM + "?Timeout=" + timeout).join(), 400, 20001, message);
        expectRefusal(
                owner.get("/ringback/v1/wait/" + SM + "?timeout=" + timeout).join(), 400, 20001, message);
        expectRefusal(twilio("/Messages/" + SM + ".json?Wait=terminal&Timeout=" + timeout), 400, 20001, message);
    }

    private static Answer twilio(String path) {
        return owner.get("/2010-04-01/Accounts/" + TestServer.ACCOUNT.sid() + path)
                .join();
    }

    @ParameterizedTest
    @CsvSource({
        "SM, ringing, message",
        "MM, in-progress, message",
        "CA, delivered, call",
        "CA, initiated, call",
        "RE, sent, recording",
        "TR, deleted, transcription",
        "CF, failed, conference",
        "SM, '', message",
        "SM, nonsense, message",
        "SM, 'terminal,sent', message"
    })
    void whatIsNoStateOfTheKindIsRefusedWithThoseThatAre(String prefix, String until, String kind) {
        String sid = prefix + SM.substring(2);
        String list = switch (prefix) {
            case "CA" -> "Calls";
            case "RE" -> "Recordings";
            case "TR" -> "Transcriptions";
            case "CF" -> "Conferences";
            default -> "Messages";
        };
        String problem = " is invalid: '" + until + "' is not a state of a " + kind + ", but these are: terminal, ";
        expectRefusal(
                owner.get("/ringback/v1/wait/" + sid + "?Until=" + until).join(),
                400,
                20001,
                "Parameter Until" + problem);
        expectRefusal(
                owner.post("/ringback/v1/wait", "{\"sids\": [\"" + sid + "\"], \"until\": \"" + until + "\"}")
                        .join(),
                400,
                20001,
                "Parameter until" + problem);
        expectRefusal(twilio("/" + list + "/" + sid + ".json?Wait=" + until), 400, 20001, "Parameter Wait" + problem);
    }

    @ParameterizedTest
    @CsvSource({"NO", "ME", "RM", "AC", "CH", "PA"})
    void kindsWithoutStatesAreRefused(String prefix) {
        String sid = prefix + SM.substring(2);
        String message = "Parameter Sid is invalid: '" + sid
                + "' is not the SID of a message, call, recording, transcription or conference, which have states";
        expectRefusal(owner.get("/ringback/v1/wait/" + sid).join(), 400, 20001, message);
        expectRefusal(
                owner.post("/ringback/v1/wait", "{\"sids\": [\"" + SM + "\", \"" + sid + "\"]}")
                        .join(),
                400,
                20001,
                message);
    }

    @ParameterizedTest
    @CsvSource({
        "sm00000000000000000000000000000001",
        "Sm00000000000000000000000000000001",
        "SM0000000000000000000000000000001",
        "SM000000000000000000000000000000001",
        "SM0000000000000000000000000000000g",
        "SM",
        "%20"
    })
    void whatIsNoSidIsNotFound(String sid) {
        expectRefusal(owner.get("/ringback/v1/wait/" + sid).join(), 404, 20404, " is not a SID");
        expectRefusal(
                owner.post("/ringback/v1/wait", "{\"sids\": [\"" + sid + "\"]}").join(),
                400,
                20001,
                "Parameter sids is invalid: '" + sid + "' is not a SID");
    }

    @ParameterizedTest
    @CsvSource({
        "Until=delivered&Until=failed, Until, delivered, failed",
        "Until=delivered&until=failed, Until, delivered, failed",
        "until=sent&until=, until, sent, ''",
        "Timeout=1&Timeout=2, Timeout, 1, 2",
        "timeout=1&Timeout=-1, Timeout, 1, -1"
    })
    void severalValuesOfWhatTakesOneAreRefused(String query, String name, String first, String second) {
        String message = " is given more than once, as '" + first + "' and '" + second + "': it takes one value";
        expectRefusal(owner.get("/ringback/v1/wait/" + SM + "?" + query).join(), 400, 20001, message);
        String ofTwilio = query.replaceAll("[Uu]ntil", "Wait").replace("timeout", "Timeout");
        expectRefusal(
                twilio("/Messages/" + SM + ".json?" + (name.equals("Timeout") ? "Wait=sent&" : "") + ofTwilio),
                400,
                20001,
                message);
    }

    @Test
    void theSameValueTwiceIsOne() {
        Answer answer = owner.get("/ringback/v1/wait/" + SM + "?Until=sent&until=sent&Timeout=0&Timeout=0")
                .join();
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void aSlashAtTheEndMeansNothing() {
        assertThat(owner.get("/ringback/v1/wait/" + SM + "/?Timeout=0").join().status())
                .isEqualTo(200);
        assertThat(owner.post("/ringback/v1/wait/", "{\"sids\": [\"" + SM + "\"], \"timeout\": 0}")
                        .join()
                        .status())
                .isEqualTo(200);
        expectRefusal(owner.get("/ringback/v1/wait/").join(), 405, 20004, "Method GET is not allowed here: send POST");
    }

    @ParameterizedTest
    @CsvSource({
        "?Unitl=sent, Parameter 'Unitl' is unknown",
        "?UNTIL=sent, Parameter 'UNTIL' is unknown",
        "?Until=sent&Wait=sent, Parameter 'Wait' is unknown",
        "?Sid=x&PageSize=1, 'Sid'"
    })
    void unknownParametersAreRefused(String query, String message) {
        expectRefusal(owner.get("/ringback/v1/wait/" + SM + query).join(), 400, 20001, message);
    }

    @Test
    void aPostTakesNothingInItsQuery() {
        expectRefusal(
                owner.post("/ringback/v1/wait?timeout=1", "{\"sids\": [\"" + SM + "\"]}")
                        .join(),
                400,
                20001,
                "'timeout' is unknown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | The body must be a JSON object",
                "[] | The body must be a JSON object",
                "null | The body must be a JSON object",
                "sids=SM | The body is no JSON",
                "{`sids`: [`SM`] | The body is no JSON",
                "{`sids`: [`SID`]} {} | The body is no JSON",
                "{`sids`: [`SID`]} x | The body is no JSON",
                "{`sids`: [`SID`], `timeout`: 0, `timeout`: 1} | has a field twice",
                "{`sids`: [`SID`], `sids`: [`SID`]} | has a field twice",
                "{} | Field sids must be a list of 1 to 1000 SIDs",
                "{`sids`: []} | Field sids must be a list of 1 to 1000 SIDs",
                "{`sids`: null} | Field sids must be a list of 1 to 1000 SIDs",
                "{`sids`: `SID`} | Field sids must be a list of 1 to 1000 SIDs",
                "{`sids`: {`0`: `SID`}} | Field sids must be a list of 1 to 1000 SIDs",
                "{`sids`: [1]} | Parameter sids is invalid: '1' is not a SID",
                "{`sids`: [null]} | Parameter sids is invalid: 'null' is not a SID",
                "{`sids`: [[`SID`]]} | is not a SID",
                "{`sids`: [`SID`], `untill`: `sent`} | Field untill is unknown: a wait has sids, until, require, timeout",
                "{`Sids`: [`SID`]} | Field Sids is unknown",
                "{`sids`: [`SID`], `until`: 1} | Parameter until is invalid: '1' is not a text",
                "{`sids`: [`SID`], `until`: [`sent`]} | Parameter until is invalid: '[\"sent\"]' is not a text",
                "{`sids`: [`SID`], `until`: `ringing`} | a state of a message, but these are: terminal, accepted",
                "{`sids`: [`SID`], `require`: `some`} | Parameter require is invalid: 'some' is not all or any",
                "{`sids`: [`SID`], `require`: true} | Parameter require is invalid: 'true' is not a text",
                "{`sids`: [`SID`], `require`: ``} | Parameter require is invalid: '' is not all or any",
                "{`sids`: [`SID`], `timeout`: 61} | Parameter timeout is invalid: '61' is not a whole number of seconds from 0 to 60",
                "{`sids`: [`SID`], `timeout`: -1} | Parameter timeout is invalid: '-1'",
                "{`sids`: [`SID`], `timeout`: 1.5} | Parameter timeout is invalid: '1.5'",
                "{`sids`: [`SID`], `timeout`: 86400} | Parameter timeout is invalid: '86400'",
                "{`sids`: [`SID`], `timeout`: 99999999999999999999} | Parameter timeout is invalid: '99999999999999999999'",
                "{`sids`: [`SID`], `timeout`: true} | Parameter timeout is invalid: 'true'",
                "{`sids`: [`SID`], `timeout`: [1]} | Parameter timeout is invalid: '[1]'",
                "{`sids`: [`SID`], `timeout`: {}} | Parameter timeout is invalid: '{}'",
                "{`sids`: [`SID`], `timeout`: ``} | Parameter timeout is invalid: ''",
                // states of one of the kinds only
                "{`sids`: [`SID`, `CA00000000000000000000000000000001`], `until`: `sent`} | 'sent' is not a state of a call",
                "{`sids`: [`CA00000000000000000000000000000001`, `SID`], `until`: `busy`} | 'busy' is not a state of a message"
            })
    void aBodyThatCannotBeIsRefused(String body, String message) {
        String json = body.replace('`', '"').replace("SID", SM);
        expectRefusal(owner.post("/ringback/v1/wait", json).join(), 400, 20001, message);
    }

    @Test
    void aStateThatAllKindsHaveIsNoneOfOneKind() {
        Answer answer = owner.post(
                        "/ringback/v1/wait",
                        "{\"sids\": [\"" + SM + "\", \"CA" + SM.substring(2)
                                + "\"], \"until\": \"queued\", \"timeout\": 0}")
                .join();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.reached()).isFalse();
    }

    @Test
    void aThousandAndOneAreTooMany() {
        String sids = ("\"" + SM + "\", ").repeat(1_000) + '"' + SM + '"';
        expectRefusal(
                owner.post("/ringback/v1/wait", "{\"sids\": [" + sids + "]}").join(),
                400,
                20001,
                "Field sids must be a list of 1 to 1000 SIDs");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        expectRefusal(
                owner.post("/ringback/v1/wait", "{\"sids\": [\"" + SM + "\"]" + " ".repeat(64 * 1024) + "}")
                        .join(),
                413,
                20413,
                "The body of the request is larger than 65536 bytes");
    }

    @Test
    void aBodyOfAThousandThatIsWrittenGenerouslyIsNotTooLarge() {
        String sids = ("        \"" + SM + "\",\r\n").repeat(999) + "        \"" + SM + "\"\r\n";
        Answer answer = owner.post("/ringback/v1/wait", "{\r\n    \"sids\": [\r\n" + sids + "    ], \"timeout\": 0}")
                .join();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("resources").size()).isEqualTo(1_000);
    }

    @Test
    void whatIsLongIsNotRepeatedWhole() {
        String word = "x".repeat(5_000);
        Answer answer = owner.get("/ringback/v1/wait/" + SM + "?Until=" + word).join();
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().length()).isLessThan(1_000);
        Answer field = owner.post("/ringback/v1/wait", "{\"sids\": [\"" + word + "\"]}")
                .join();
        assertThat(field.status()).isEqualTo(400);
        assertThat(field.body().length()).isLessThan(1_000);
    }

    @Test
    void listsDoNotWait() {
        assertThat(server.post(TestCallbacks.messageStatus(TestCallbacks.sid("SM"), "sent"))
                        .statusCode())
                .isEqualTo(204);
        Answer answer = twilio("/Messages.json?Wait=nonsense&Timeout=99&PageSize=1");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("X-Ringback-Reached")).isEmpty();
    }
}
