package dev.ringback.query;

import static dev.ringback.TestCallbacks.debugger;
import static dev.ringback.TestCallbacks.sid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.ringback.web.TestApi;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertHandlerTest {
    private static final String PAYLOAD = """
            {"resource_sid":"CA00000000000000000000000000000004","error_code":"11200","more_info":{"Msg":"bad"},
             "webhook":{"request":{"url":"https://elsewhere.example.com/voice","method":"POST",
             "parameters":{"CallSid":"CA00000000000000000000000000000004"}}}}""";

    @TempDir
    Path folder;

    private TestApi api;

    @BeforeEach
    void openDoor() {
        api = TestApi.open(folder);
    }

    @AfterEach
    void closeDoor() {
        api.close();
    }

    @Test
    void anAlertOnItsOwnHasTheRequestItIsAbout() {
        String sid = sid("NO");
        api.receive(debugger(sid, PAYLOAD));

        api.asOwner()
                .get("/v1/Alerts/" + sid)
                .then()
                .statusCode(200)
                .body("error_code", equalTo("11200"))
                .body("log_level", equalTo("error"))
                .body("date_generated", equalTo("2026-01-01T10:00:00Z"))
                .body("request_variables", equalTo("CallSid=CA00000000000000000000000000000004"))
                .body("url", equalTo("http://127.0.0.1:" + api.port() + "/v1/Alerts/" + sid));
    }

    @Test
    void pagesOfAlertsAreLinkedByAbsoluteAddressesOnThisServer() {
        for (int i = 0; i < 3; i++) {
            api.receive(debugger(sid("NO"), PAYLOAD));
        }
        String base = "http://127.0.0.1:" + api.port() + "/v1/Alerts?Colour=green&PageSize=2&Page=";

        JsonPath first = api.asOwner()
                .get("/v1/Alerts?Colour=green&PageSize=2")
                .then()
                .statusCode(200)
                .body("uri", nullValue())
                .body("alerts", hasSize(2))
                .body("alerts[0].response_body", nullValue())
                .body("meta.key", equalTo("alerts"))
                .body("meta.url", equalTo(base + "0"))
                .body("meta.first_page_url", equalTo(base + "0"))
                .body("meta.previous_page_url", nullValue())
                .extract()
                .jsonPath();

        String next = first.getString("meta.next_page_url");
        assertThat(next).isEqualTo(base + "1&PageToken=RA" + first.getString("alerts[1].sid"));
        api.asOwner()
                .get(next.substring(next.indexOf("/v1/")))
                .then()
                .statusCode(200)
                .body("alerts", hasSize(1))
                .body("meta.next_page_url", nullValue());
    }

    @Test
    void anUnknownAlertIsNamedWithoutTheVersion() {
        api.asOwner()
                .get("/v1/Alerts/NO71")
                .then()
                .statusCode(404)
                .body("message", equalTo("The requested resource /Alerts/NO71 was not found"));
    }
}
