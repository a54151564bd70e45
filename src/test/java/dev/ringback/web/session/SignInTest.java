package dev.ringback.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestCallbacks;
import dev.ringback.web.TestApi;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {
    private static final String MESSAGES = TestApi.path("/Messages.json");
    private static final String EVENTS = "/ringback/v1/events";

    @TempDir
    Path folder;

    private TestApi api;
    private Browser browser;

    @BeforeEach
    void openDoor() {
        api = TestApi.open(folder);
        browser = new Browser(api.port());
    }

    @AfterEach
    void closeDoor() {
        api.close();
    }

    private Response signIn() {
        return browser.signIn(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN, "");
    }

    @Test
    void theFormLeadsToAPageWithACookieThatNoScriptReads() {
        Response answer = browser.signIn(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN, "/messages?x=1");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/messages?x=1");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.headers().getValues("Set-Cookie")).hasSize(1);
        assertThat(answer.header("Set-Cookie"))
                .matches("ringback-session=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax");
    }

    @Test
    void theSessionOpensWhatTheCredentialsOpen() {
        assertThat(browser.get(EVENTS).statusCode()).isEqualTo(401);

        signIn();

        assertThat(browser.get(EVENTS).statusCode()).isEqualTo(200);
        assertThat(browser.get(MESSAGES).statusCode()).isEqualTo(200);
        assertThat(browser.get("/v1/Alerts").statusCode()).isEqualTo(200);
        assertThat(browser.request().head(EVENTS).statusCode()).isEqualTo(200);
    }

    @Test
    void whoSignsOutIsOutForGood() {
        signIn();

        Response answer = browser.signOut();

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/sign-in");
        assertThat(answer.header("Set-Cookie"))
                .isEqualTo("ringback-session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax");
        assertThat(browser.get(EVENTS).statusCode()).isEqualTo(401);
        assertThat(browser.signOut().statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "", " "})
    void wrongPasswordsShowTheFormAgain(String password) {
        Response answer = browser.signIn(TestCallbacks.ACCOUNT_SID, password, "/messages?a=1&b=2");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.contentType()).isEqualTo("text/html;charset=utf-8");
        assertThat(answer.headers().hasHeaderWithName("Set-Cookie")).isFalse();
        assertThat(answer.asString())
                .contains("User name or password are wrong.")
                .contains("value=\"/messages?a=1&amp;b=2\"")
                .contains(TestCallbacks.ACCOUNT_SID);
    }

    @Test
    void aSessionEndsTwelveHoursAfterItsLastUse() {
        signIn();

        api.advance(Duration.ofHours(12).minusMinutes(1));
        assertThat(browser.get(EVENTS).statusCode()).isEqualTo(200);
        api.advance(Duration.ofHours(12).minusMinutes(1));
        assertThat(browser.get(EVENTS).statusCode()).isEqualTo(200);
        api.advance(Duration.ofHours(12));
        assertThat(browser.get(EVENTS).statusCode()).isEqualTo(401);
    }

    @Test
    void aSessionEndsSevenDaysAfterItBegan() {
        signIn();

        for (int i = 0; i < 14; i++) {
            assertThat(browser.get(EVENTS).statusCode()).isEqualTo(200);
            api.advance(Duration.ofHours(12).minusMillis(1));
        }
        assertThat(browser.get(EVENTS).statusCode()).isEqualTo(200);
        api.advance(Duration.ofMillis(14));
        assertThat(browser.get(EVENTS).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "messages",
                "https://evil.example.com",
                "HTTPS:evil.example.com",
                "//evil.example.com",
                "///evil.example.com",
                "/\\evil.example.com",
                "\\/evil.example.com",
                "/\t/evil.example.com",
                "\t//evil.example.com",
                "/\n/evil.example.com",
                " //evil.example.com",
                "/messages\r\nSet-Cookie: ringback-session=x",
                "/a\u0000",
                "/a\\b",
                "/\u00fc",
                "/\u2028/evil.example.com",
                "/a b",
                "/a\"b",
                "/a<b",
                "/a#b",
                "javascript:alert(1)",
                "data:text/html,x",
                "/sign-in",
                "/sign-in?next=%2F",
                "/sign-in-basic",
                "/sign-out"
            })
    void whatIsNoPathOfThisDoorLeadsToTheFirstPage(String next) {
        Response answer = browser.signIn(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN, next);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().getValues("Location")).containsExactly("/");
        assertThat(answer.headers().getValues("Set-Cookie")).hasSize(1);
        String shown = browser.form().queryParam("next", next).get("/sign-in").asString();
        assertThat(shown).contains("name=\"next\" value=\"/\"").doesNotContain("evil.example.com");
    }

    @Test
    void aPathThatIsTooLongLeadsToTheFirstPage() {
        assertThat(browser.signIn(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN, "/" + "a".repeat(2_000))
                        .header("Location"))
                .isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/messages",
                "/messages/SM1?To=%2B14155550101&a='b'",
                "/a//b",
                "/..//evil.example.com",
                "/@evil.example.com",
                "/%2f%2fevil.example.com",
                "/a?b=https://example.com"
            })
    void aPathOfThisDoorIsGoneTo(String next) {
        assertThat(browser.signIn(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN, next)
                        .header("Location"))
                .isEqualTo(next);
    }

    @Test
    void aTokenThatComesFromOutsideIsNeverAdopted() {
        String planted = "a".repeat(43);
        browser.setToken(planted);
        signIn();

        assertThat(browser.token()).isNotEqualTo(planted);
        browser.setToken(planted);
        assertThat(browser.get(EVENTS).statusCode()).isEqualTo(401);
    }

    @Test
    void signingInAgainEndsTheSessionBefore() {
        signIn();
        String first = browser.token();
        signIn();

        assertThat(browser.token()).isNotEqualTo(first);
        assertThat(browser.get(EVENTS).statusCode()).isEqualTo(200);
        browser.setToken(first);
        assertThat(browser.get(EVENTS).statusCode()).isEqualTo(401);
    }

    @Test
    void aFailedAttemptLeavesTheSessionAlone() {
        signIn();
        browser.signIn(TestCallbacks.ACCOUNT_SID, "wrong", "");

        assertThat(browser.get(EVENTS).statusCode()).isEqualTo(200);
    }

    @Test
    void theUserNameMayHaveBeenPastedWithSpaces() {
        assertThat(browser.signIn(" " + TestApi.API_KEY_SID + "\t", TestApi.API_KEY_SECRET, "")
                        .statusCode())
                .isEqualTo(303);
        assertThat(browser.signIn(TestApi.API_KEY_SID, TestApi.API_KEY_SECRET + " ", "")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void oddUserNamesAreNoReasonToFailAndRunNothing() {
        for (String user : new String[] {"", "x".repeat(5_000), "<script>alert(1)</script>", "\"'&\u0000\u00fc\n"}) {
            Response answer = browser.signIn(user, "wrong", "");
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.asString()).doesNotContain("<script").doesNotContain("xxx");
        }
        assertThat(browser.signIn("\"><b>", "wrong", "").asString())
                .contains("value=\"&#34;>&lt;b>\"")
                .doesNotContain("<b>");
    }

    @Test
    void aBodyThatIsNoFormOfOursIsRefused() {
        for (int bytes : new int[] {20_000, 1_000_000}) {
            Response tooLarge = browser.form()
                    .formParam("user", TestCallbacks.ACCOUNT_SID)
                    .formParam("password", "x".repeat(bytes))
                    .post("/sign-in");
            assertThat(tooLarge.statusCode()).isEqualTo(413);
            assertThat(tooLarge.contentType()).isEqualTo("text/plain;charset=utf-8");
        }
        assertThat(browser.anonymous().post("/sign-in").statusCode()).isEqualTo(401);
        assertThat(browser.anonymous()
                        .contentType("application/json")
                        .body("{\"user\":\"" + TestCallbacks.ACCOUNT_SID + "\"}")
                        .post("/sign-in")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aProgramMaySignInToo() {
        assertThat(browser.anonymous()
                        .contentType("application/x-www-form-urlencoded")
                        .body("user=" + TestCallbacks.ACCOUNT_SID + "&password=" + TestCallbacks.AUTH_TOKEN)
                        .post("/sign-in")
                        .statusCode())
                .isEqualTo(303);
    }
}
