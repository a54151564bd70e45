package dev.ringback.web;

import static dev.ringback.web.TestApi.path;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.ringback.TestCallbacks;
import io.restassured.http.Method;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicAuthTest {
    private static final String MESSAGES = path("/Messages.json");
    private static final String SUBACCOUNT_MESSAGES =
            "/2010-04-01/Accounts/" + TestCallbacks.SUBACCOUNT_SID + "/Messages.json";

    private static TestApi api;

    /** For all tests: none stores anything more. */
    @BeforeAll
    static void openDoor(@TempDir Path folder) {
        api = TestApi.open(folder);
        api.receive(TestCallbacks.messageStatus(TestCallbacks.sid("SM"), "sent"));
    }

    @AfterAll
    static void closeDoor() {
        api.close();
    }

    @Test
    void everyAuthTokenAndEveryApiKeyOfAnAccountOpensIt() {
        opens(api.as(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN));
        opens(api.as(TestCallbacks.ACCOUNT_SID, TestApi.SECOND_TOKEN));
        opens(api.as(TestApi.API_KEY_SID, TestApi.API_KEY_SECRET));
    }

    @Test
    void withoutCredentialsTheChallengeIsTwilios() {
        refused(api.anonymous(), MESSAGES)
                .body("message", equalTo("Authentication Error - No credentials provided"))
                .header("Twilio-Request-Id", matchesPattern("RQ[0-9a-f]{32}"));
    }

    @Test
    void wrongCredentialsAreRefusedWithoutSayingWhichPartWasWrong() {
        refused(api.as(TestCallbacks.ACCOUNT_SID, "wrong"), MESSAGES).body("message", equalTo("Authenticate"));
        refused(api.as(TestCallbacks.ACCOUNT_SID, ""), MESSAGES).body("message", equalTo("Authenticate"));
        refused(api.as(TestCallbacks.sid("AC"), TestCallbacks.AUTH_TOKEN), MESSAGES)
                .body("message", equalTo("Authenticate"));
        refused(api.as(TestApi.API_KEY_SID, TestCallbacks.AUTH_TOKEN), MESSAGES);
        refused(api.as(TestCallbacks.ACCOUNT_SID, TestApi.API_KEY_SECRET), MESSAGES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer eyJhbGciOiJIUzI1NiJ9.e30.c2ln", "bearer abc", "BEARER  abc", "Bearer", "Bearer "})
    void anAccessTokenIsRefusedWithWhatToUseInstead(String header) {
        for (String address : List.of(MESSAGES, "/v1/Alerts", "/ringback/v1/quarantine")) {
            refused(api.anonymous().header("Authorization", header), address)
                    .body("message", containsString("takes no OAuth access token"))
                    .body("message", containsString("AccountSid and auth token"))
                    .body("message", containsString("API key"))
                    .body("message", not(containsString("eyJ")));
        }
    }

    @Test
    void aRequestForAnAccessTokenIsAnsweredTheSame() {
        for (Method method : List.of(Method.GET, Method.POST)) {
            api.anonymous()
                    .request(method, "/v2/token")
                    .then()
                    .statusCode(401)
                    .body("code", equalTo(20003))
                    .body("message", containsString("takes no OAuth access token"));
        }
    }

    @Test
    void aSchemeThatOnlyBeginsLikeBearerIsNone() {
        refused(api.anonymous().header("Authorization", "Bearerish abc"), MESSAGES)
                .body("message", equalTo("Authentication Error - No credentials provided"));
    }

    /** Accounts with public-key client validation send it with Basic credentials. */
    @Test
    void aClientValidationIsNotLookedAt() {
        opens(api.as(TestApi.API_KEY_SID, TestApi.API_KEY_SECRET).header("Twilio-Client-Validation", "a.b.c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic ", "Basic !!!", "Basic QUM=", "Bearer abc", "basic Og==", "\u00e9"})
    void headersThatMakeNoSenseAreRefused(String header) {
        refused(api.anonymous().header("Authorization", header), MESSAGES);
    }

    @Test
    void aParentsCredentialsOpenItsSubaccountAndNotTheOtherWayRound() {
        api.as(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN)
                .get(SUBACCOUNT_MESSAGES)
                .then()
                .statusCode(200)
                .body("messages", hasSize(0));
        refused(api.as(TestCallbacks.SUBACCOUNT_SID, TestApi.SUBACCOUNT_TOKEN), MESSAGES);
    }

    @Test
    void anotherAccountIsRefusedWhetherOrNotItExists() {
        refused(api.as(TestApi.STRANGER_SID, TestApi.STRANGER_TOKEN), MESSAGES)
                .body("message", equalTo("Authenticate"));
        refused(api.asOwner(), "/2010-04-01/Accounts/" + TestCallbacks.sid("AC") + "/Messages.json");
    }

    @Test
    void anUnknownPathAsksForCredentialsToo() {
        refused(api.anonymous(), path("/Nothing.json"));
        refused(api.anonymous(), "/v1/Nothing");
        refused(api.anonymous(), "/ringback/v1/timeline/" + TestCallbacks.sid("SM"));
    }

    @Test
    void healthAndMetricsNeedNoCredentials() {
        api.anonymous().get("/health").then().statusCode(200).body(equalTo("well"));
        api.anonymous().get("/metrics").then().statusCode(200);
    }

    private static void opens(RequestSpecification request) {
        request.get(MESSAGES).then().statusCode(200).body("messages", hasSize(1));
    }

    private static ValidatableResponse refused(RequestSpecification request, String path) {
        return request.get(path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Basic realm=\"Twilio API\"")
                .body("code", equalTo(20003))
                .body("status", equalTo(401))
                .body("detail", equalTo("Your AccountSid or AuthToken was incorrect."));
    }
}
