package dev.ringback.web.handler;

import static dev.ringback.TestServer.ACCOUNT;
import static dev.ringback.TestServer.NOW;
import static dev.ringback.TestServer.SUBACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.ringback.TestServer;
import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.model.Silence;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.Databases;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceHandlerTest {
    private static final String SILENCES = "/ringback/v1/silences";

    @TempDir
    Path folder;

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(folder, ForwardOptions.NONE);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aNewSilenceIsToldAndIsThere() {
        Response created = create("""
                {"matchers": ["error_code = 30007", "kind = message"], "duration": "2h",
                 "created_by": "Ann", "comment": "the carrier knows"}""");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.asString())
                .isEqualTo("{\"id\":1,\"state\":\"active\",\"rule\":null,"
                        + "\"matchers\":[\"error_code = \\\"30007\\\"\",\"kind = \\\"message\\\"\"],"
                        + "\"starts_at\":\"2026-01-01T12:00:00Z\",\"ends_at\":\"2026-01-01T14:00:00Z\","
                        + "\"created_by\":\"Ann\",\"comment\":\"the carrier knows\"}");
        assertThat(server.read(SILENCES + "/1").asString()).isEqualTo(created.asString());
        assertThat(server.read(SILENCES).asString()).isEqualTo("{\"silences\":[" + created.asString() + "]}");
    }

    @Test
    void aSilenceMayBeginLaterAndEndAtATime() {
        Response created = create("""
                {"matchers": ["kind = call"], "starts_at": "2026-01-02T00:00:00+01:00", "ends_at": "2026-01-02T06:00:00Z"}""");

        created.then()
                .statusCode(201)
                .body("state", equalTo("pending"))
                .body("starts_at", equalTo("2026-01-01T23:00:00Z"))
                .body("ends_at", equalTo("2026-01-02T06:00:00Z"));
        assertThat(server.read(SILENCES).<List<Integer>>path("silences.id")).containsExactly(1);
    }

    @Test
    void anEndedSilenceIsOverAndListedWithAllOnly() {
        create("{\"matchers\": [\"kind = call\"], \"duration\": \"2h\"}");

        server.as(ACCOUNT)
                .delete(SILENCES + "/1")
                .then()
                .statusCode(200)
                .body("state", equalTo("expired"))
                .body("ends_at", equalTo(NOW.toString()));
        server.as(ACCOUNT).delete(SILENCES + "/1").then().statusCode(200).body("ends_at", equalTo(NOW.toString()));

        assertThat(server.read(SILENCES).asString()).isEqualTo("{\"silences\":[]}");
        assertThat(server.read(SILENCES + "?All=true").<List<Integer>>path("silences.id"))
                .containsExactly(1);
        server.as(ACCOUNT).get(SILENCES + "?All=yes").then().statusCode(400);
    }

    @Test
    void anUnknownSilenceIsNotFound() {
        server.as(ACCOUNT).delete(SILENCES + "/1").then().statusCode(404).body("code", equalTo(20404));
        server.as(ACCOUNT).get(SILENCES + "/1").then().statusCode(404);
        server.as(ACCOUNT).get(SILENCES + "/x").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {                                                            | The body is no JSON
                {} x                                                         | The body is no JSON
                []                                                           | The body must be a JSON object
                {"endsAt": "x"}                                              | Field endsAt is invalid: it is not a field of a silence
                {"duration": "1h"}                                           | Field matchers is invalid: it names nothing
                {"matchers": "kind = call", "duration": "1h"}                | Field matchers is invalid: it must be a list of texts
                {"matchers": [1], "duration": "1h"}                          | Field matchers is invalid: it must be a list of texts
                {"matchers": ["colour = red"], "duration": "1h"}             | Field matchers is invalid: it has 'colour = red', which knows no label
                {"rule": "none", "duration": "1h"}                           | Field rule is invalid: it names no rule
                {"rule": 1, "duration": "1h"}                                | Field rule is invalid: it must be a text
                {"matchers": ["kind = call"]}                                | Field ends_at is invalid: it is missing
                {"matchers": ["kind = call"], "duration": "soon"}            | Field duration is invalid: it is no duration
                {"matchers": ["kind = call"], "ends_at": "2025-12-31T00:00:00Z"} | Field ends_at is invalid: it is past
                {"matchers": ["kind = call"], "duration": "1h", "starts_at": "x"} | Field starts_at is invalid: it is no time
                {"matchers": ["kind = call"], "duration": "1h", "created_by": []} | Field created_by is invalid: it must be a text
                {"matchers": ["kind = call"], "duration": "1h", "comment": {}} | Field comment is invalid: it must be a text
                """)
    void eachBadFieldIsNamed(String body, String message) {
        create(body).then().statusCode(400).body("code", equalTo(20001)).body("message", startsWith(message));

        assertThat(server.read(SILENCES + "?All=true").<List<Integer>>path("silences.id"))
                .isEmpty();
    }

    @Test
    void aLargeBodyIsRefused() {
        create("{\"comment\": \"" + "x".repeat(20_000) + "\"}")
                .then()
                .statusCode(413)
                .body("code", equalTo(20413));
    }

    @Test
    void onlyCredentialsThatOpenEveryAccountOpenThis() {
        try (Database database = Databases.openBesideServer(DatabaseOptions.of(TestServer.database(folder)))) {
            Silence silence = new Silence(0, "", List.of("kind = call"), NOW, NOW.plusSeconds(60), "", "");
            assertThat(database.silences().add(silence).id()).isEqualTo(1);
        }
        server.anonymous().get(SILENCES).then().statusCode(401);
        server.anonymous().post(SILENCES).then().statusCode(401);
        server.anonymous().delete(SILENCES + "/1").then().statusCode(401);
        server.as(SUBACCOUNT).get(SILENCES).then().statusCode(403).body("code", equalTo(20403));
        server.as(SUBACCOUNT).get(SILENCES + "/1").then().statusCode(403);
        server.as(SUBACCOUNT)
                .body("{\"matchers\": [\"kind = call\"], \"duration\": \"2h\"}")
                .post(SILENCES)
                .then()
                .statusCode(403);
        server.as(SUBACCOUNT).delete(SILENCES + "/1").then().statusCode(403);
        assertThat(server.read(SILENCES).<List<Integer>>path("silences.id")).containsExactly(1);
    }

    @Test
    void otherMethodsAreRefusedWithThoseThatAreNot() {
        server.as(ACCOUNT).put(SILENCES).then().statusCode(405).header("Allow", "GET, HEAD, POST");
        server.as(ACCOUNT).post(SILENCES + "/1").then().statusCode(405).header("Allow", "GET, HEAD, DELETE");
    }

    private Response create(String json) {
        return server.as(ACCOUNT).contentType("application/json").body(json).post(SILENCES);
    }
}
