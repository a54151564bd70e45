package dev.ringback.web;

import static dev.ringback.web.TestApi.path;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.ringback.TestCallbacks;
import dev.ringback.model.Message;
import dev.ringback.model.Page;
import dev.ringback.model.PageRequest;
import dev.ringback.model.Resource;
import dev.ringback.storage.ResourceFilter;
import dev.ringback.storage.ResourceStore;
import dev.ringback.storage.StorageUnavailableException;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiErrorsTest {
    private static TestApi api;

    private static volatile Supplier<RuntimeException> failure = ApiErrorsTest::unexpected;

    /** For all tests: none stores anything. */
    @BeforeAll
    static void openDoor(@TempDir Path folder) {
        // The health answer reads a body, as no handler of the door's own does.
        api = TestApi.open(folder, FailingMessages::new, ctx -> ctx.result(ctx.body()));
    }

    @AfterAll
    static void closeDoor() {
        api.close();
    }

    @AfterEach
    void forgetTheFailure() {
        failure = ApiErrorsTest::unexpected;
    }

    @Test
    void unknownPathsAreNotFound() {
        api.anonymous()
                .get("/no/such%20place?a=b")
                .then()
                .statusCode(404)
                .contentType("application/json")
                .body("code", equalTo(20404))
                .body("message", equalTo("The requested resource /no/such%20place was not found"));
        api.anonymous().get("/nothing").then().statusCode(404).body("code", equalTo(20404));
    }

    /** People who open the server in a browser are no clients of the API. */
    @Test
    void whoOpensTheFirstPageIsLedToTheForm() {
        api.anonymous()
                .redirects()
                .follow(false)
                .get("/")
                .then()
                .statusCode(303)
                .header("Location", "/sign-in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Balance.json",
                "/Usage/Records.json",
                "/Usage/Records/Daily.json",
                "/Usage/Records/LastMonth.json"
            })
    void aResourceThatNoWebhookTellsIsNotFoundAndTheMessageSaysSo(String path) {
        api.asOwner()
                .get(path(path))
                .then()
                .statusCode(404)
                .body("code", equalTo(20404))
                .body(
                        "message",
                        equalTo("The requested resource " + path(path) + " was not found: no webhook tells it,"
                                + " so this copy of your Twilio data does not have it; ask Twilio"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void writesAreNotAllowedAndTheMessageSaysWhereTheyBelong(String method) {
        api.asOwner()
                .request(method, path("/Messages.json"))
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD")
                .body("code", equalTo(20004))
                .body("message", containsString("Send writes to Twilio itself"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/ringback/v1/events", "/ringback/v1/no-such-address", "/health", "/metrics", "/openapi.json"})
    void atRingbacksOwnAddressesARefusedWriteSaysWhatTheyTakeAndNothingOfTwilio(String path) {
        api.asOwner()
                .post(path)
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD")
                .body(
                        "message",
                        equalTo("Method POST is not allowed here: this address is Ringback's own, and is read only;"
                                + " send GET or HEAD"));
    }

    @Test
    void anAddressThatTakesWritesSaysWhich() {
        api.asOwner()
                .put("/ringback/v1/jobs")
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD, POST")
                .body("message", equalTo("Method PUT is not allowed here: send GET or HEAD or POST"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/2010-04-01/Accounts/AC00000000000000000000000000000001/Queues.json",
                "/2010-04-01/Accounts/AC00000000000000000000000000000001/Messages/SM1/Feedback.json",
                "/v1/Services",
                "/v2/Services/VA1/Verifications"
            })
    void writesAreNotAllowedWhereNothingIsServedEither(String path) {
        api.asOwner().post(path).then().statusCode(405).body("code", equalTo(20004));
    }

    @Test
    void aBodyBeyondTheLimitIsTooLarge() {
        api.anonymous()
                .body(new byte[1_100_000])
                .get("/health")
                .then()
                .statusCode(413)
                .body("code", equalTo(20413))
                .body("status", equalTo(413));
    }

    @Test
    void anInternalFailureTellsTheRequestsIdAndNothingElse() {
        failure = () -> new IllegalStateException("secret of the database");

        Response response = api.asOwner().get(path("/Messages/" + TestCallbacks.sid("SM") + ".json"));

        String requestId = response.header("Twilio-Request-Id");
        response.then()
                .statusCode(500)
                .body("code", equalTo(20500))
                .body("message", endsWith(requestId))
                .body(not(containsString("secret")))
                .body(not(containsString("Exception")));
    }

    @Test
    void evenAStackOverflowIsAnsweredInTwiliosShape() {
        failure = () -> {
            throw new StackOverflowError("deep");
        };

        api.asOwner()
                .get(path("/Messages.json"))
                .then()
                .statusCode(500)
                .body("code", equalTo(20500))
                .body(not(containsString("deep")));
    }

    @Test
    void aDatabaseThatIsGoneIsUnavailable() {
        failure = () -> new StorageUnavailableException("find message: disk I/O error");

        api.asOwner()
                .get(path("/Messages.json"))
                .then()
                .statusCode(503)
                .body("code", equalTo(20503))
                .body(not(containsString("disk")));
    }

    /** What Jetty refuses by itself would be a page of HTML. */
    @ParameterizedTest
    @CsvSource({
        "GET /%zz HTTP/1.1, 400",
        "GET /a\\b HTTP/1.1, 400",
        "GET http://[ HTTP/1.1, 400",
        "nonsense, 400",
        "GET / HTTP/9.9, 400",
        "GET /2010-04-01/../health/%2e%2e/x HTTP/1.1, 40",
        "FOO /health HTTP/1.1, 405"
    })
    void oddRequestLinesAreAnsweredInTwiliosShape(String requestLine, String status) {
        String answer = api.raw(requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer).containsIgnoringCase("Twilio-Request-Id: RQ").containsAnyOf("\"more_info\":", "<MoreInfo>");
        assertThat(answer).doesNotContainIgnoringCase("<html").doesNotContainIgnoringCase("jetty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//2010-04-01/Accounts/AC00000000000000000000000000000001/Messages.json",
                "/2010-04-01//Accounts/AC00000000000000000000000000000001/Messages.json",
                "/health/../2010-04-01/Accounts/AC00000000000000000000000000000001/Messages.json",
                "/2010-04-01%2FAccounts/AC00000000000000000000000000000001/Messages.json",
                "/%32010-04-01/Accounts/AC00000000000000000000000000000001/Messages.json",
                "/2010-04-01;x=y/Accounts/AC00000000000000000000000000000001/Messages.json",
                "/v1;x/Alerts"
            })
    void noSpellingOfAnAddressGetsAroundTheCredentials(String target) {
        String answer = api.raw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 40").containsAnyOf("\"status\":40", "<Status>40");
    }

    @Test
    void malformedEscapesInTheQueryDoNotMatter() {
        String authorization = Base64.getEncoder()
                .encodeToString((TestCallbacks.ACCOUNT_SID + ':' + TestCallbacks.AUTH_TOKEN).getBytes(UTF_8));
        String answer = api.raw("GET " + path("/Calls.json?Colour=%zz&PageSize=%3") + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Basic " + authorization + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("PageSize is invalid: '%3'");
    }

    @Test
    void headersBeyondTheLimitAreAnsweredInTwiliosShape() {
        String answer = api.raw("GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(70_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 431").contains("\"code\":20431");
    }

    @Test
    void longPathsAreNotRepeatedInFull() {
        String message =
                api.anonymous().get("/" + "x".repeat(3_000)).then().extract().path("message");

        assertThat(message).hasSizeLessThan(300);
    }

    /** Python's library sends a form's content type with every GET, Java's no Accept at all. */
    @ParameterizedTest
    @CsvSource({
        "Accept, text/html",
        "Accept, nonsense",
        "Accept, application/xml;q=1",
        "Accept-Encoding, x-odd",
        "Accept-Encoding, gzip",
        "Content-Type, application/x-www-form-urlencoded",
        "Content-Type, nonsense",
        "Accept-Charset, utf-7"
    })
    void oddHeadersDoNotMatter(String name, String value) {
        api.asOwner()
                .header(name, value)
                .get(path("/Calls.json"))
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Content-Encoding", nullValue());
    }

    @Test
    void nothingIsEverRedirected() {
        api.asOwner()
                .redirects()
                .follow(false)
                .get(path("/Calls.json/"))
                .then()
                .statusCode(200)
                .contentType("application/json");
    }

    private static RuntimeException unexpected() {
        return new IllegalStateException("unexpected");
    }

    /** A store that fails as the test says where it is asked for messages. */
    private static final class FailingMessages implements ResourceStore {
        private final ResourceStore others;

        FailingMessages(ResourceStore others) {
            this.others = others;
        }

        @Override
        public <R extends Resource> Optional<R> find(Class<R> kind, String accountSid, String sid) {
            if (kind == Message.class) {
                throw failure.get();
            }
            return others.find(kind, accountSid, sid);
        }

        @Override
        public Optional<? extends Resource> find(String accountSid, String sid) {
            return others.find(accountSid, sid);
        }

        @Override
        public <R extends Resource> Optional<R> findAny(String accountSid, ResourceFilter<R> filter) {
            return others.findAny(accountSid, filter);
        }

        @Override
        public <R extends Resource> int countUpTo(String accountSid, ResourceFilter<R> filter, int most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <R extends Resource> Page<R> list(String accountSid, ResourceFilter<R> filter, PageRequest page) {
            if (filter.kind() == Message.class) {
                throw failure.get();
            }
            return others.list(accountSid, filter, page);
        }
    }
}
