package dev.ringback.web.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.TestCallbacks;
import dev.ringback.model.Actor;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.web.PageDoor;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who sees pages, and what becomes of whoever does not. */
class PageAccessTest {
    private static Database database;
    private static PageDoor door;

    private Browser browser;

    /** For all tests: each has a browser of its own. */
    @BeforeAll
    static void openDoor(@TempDir Path folder) {
        database = TestSqlite.open(folder);
        door = PageDoor.open(database);
    }

    @AfterAll
    static void closeDoor() {
        door.close();
        database.close();
    }

    @BeforeEach
    void openBrowser() {
        browser = new Browser(door.port());
    }

    @Test
    void withoutCredentialsAPageLeadsToTheFormAndBack() {
        Response answer = browser.get("/things/7?a=1&b=%20c");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/sign-in?next=%2Fthings%2F7%3Fa%3D1%26b%3D%2520c");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Twilio-Request-Id")).startsWith("RQ");
        assertThat(browser.get("/").header("Location")).isEqualTo("/sign-in");
        assertThat(browser.get("//evil.example.com").statusCode()).isEqualTo(404);
        assertThat(browser.request().head("/things/7").header("Location")).isEqualTo("/sign-in?next=%2Fthings%2F7");
        assertThat(browser.request().post("/things/7/do").header("Location")).isEqualTo("/sign-in");

        Response form = browser.get(answer.header("Location"));
        assertThat(form.statusCode()).isEqualTo(200);
        assertThat(form.asString()).contains("name=\"next\" value=\"/things/7?a=1&amp;b=%20c\"");
    }

    @Test
    void theFormRunsNothingAndLoadsNothingFromElsewhere() {
        Response form = browser.get("/sign-in");

        assertThat(form.contentType()).isEqualTo("text/html;charset=utf-8");
        assertThat(form.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .endsWith("form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        assertThat(form.header("Cache-Control")).isEqualTo("no-store");
        // With no-referrer a browser would not say where the form comes from either.
        assertThat(form.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(form.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(form.asString()).doesNotContain("<script", "<style", "style=", "src=", "http:", "https:");
        assertThat(browser.request().head("/sign-in").statusCode()).isEqualTo(200);
        assertThat(browser.request().delete("/sign-in").statusCode()).isEqualTo(405);
        assertThat(browser.get("/sign-out").statusCode()).isEqualTo(405);
    }

    @Test
    void aSessionShowsPagesWhoLooksAtThem() {
        browser.signIn(PageDoor.OPERATOR, PageDoor.SECRET, "/");

        assertThat(browser.get("/things/7").asString())
                .isEqualTo(String.join(
                        "\n", "7", TestCallbacks.ACCOUNT_SID, PageDoor.OPERATOR, "operator", "true", browser.csrf()));
        assertThat(browser.get("/").asString()).isEqualTo("first page");
        assertThat(browser.request().head("/things/7").statusCode()).isEqualTo(200);
        assertThat(browser.get("/things/7/8").statusCode()).isEqualTo(404);
    }

    @Test
    void aPageWhoseAddressFitsAnotherOnesIsCheckedOnce() {
        assertThat(browser.get("/things/open").asString()).isEqualTo("open thing");
        assertThat(browser.get("/things/all").header("Location")).isEqualTo("/sign-in?next=%2Fthings%2Fall");

        browser.signIn(PageDoor.VIEWER, PageDoor.SECRET, "/");

        assertThat(browser.get("/things/all").asString()).isEqualTo("all things");
        // A request counts until its thread is done with it, which may be after its answer has come.
        for (String path : List.of("/things/all", "/things/7")) {
            await().untilAsserted(() -> assertThat(browser.get(path).header("Twilio-Concurrent-Requests"))
                    .isEqualTo("1"));
        }
    }

    @Test
    void basicShowsPagesToo() {
        Response page =
                browser.basic(TestCallbacks.ACCOUNT_SID, PageDoor.OLD_TOKEN).get("/things/7");

        assertThat(page.asString()).contains(Actor.AUTH_TOKEN + "\nadmin\nfalse\n");
        assertThat(page.headers().hasHeaderWithName("Set-Cookie")).isFalse();
    }

    @Test
    void wrongBasicOnAPageIsAskedForAgain() {
        Response page = browser.basic(PageDoor.VIEWER, "wrong").get("/things/7");

        assertThat(page.statusCode()).isEqualTo(401);
        assertThat(page.header("WWW-Authenticate")).startsWith("Basic realm=");
        assertThat(page.contentType()).isEqualTo("text/plain;charset=utf-8");
        assertThat(page.asString()).isEqualTo("Authenticate");
    }

    @Test
    void credentialsOfTheRequestComeBeforeTheSession() {
        browser.signIn(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN, "/");
        String session = SessionCookie.NAME + "=" + browser.token();

        assertThat(browser.basic(PageDoor.VIEWER, "wrong")
                        .header("Cookie", session)
                        .get("/things/7")
                        .statusCode())
                .isEqualTo(401);
        assertThat(browser.basic(PageDoor.VIEWER, PageDoor.SECRET)
                        .header("Cookie", session)
                        .get("/secrets")
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.anonymous()
                        .header("Authorization", "Bearer abc")
                        .header("Cookie", session)
                        .get("/things/7")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aBrowserCanBeAskedForBasic() {
        Response asked = browser.get("/sign-in-basic?next=%2Fthings%2F7");

        assertThat(asked.statusCode()).isEqualTo(401);
        assertThat(asked.header("WWW-Authenticate")).startsWith("Basic realm=");
        Response answer = browser.basic(PageDoor.VIEWER, PageDoor.SECRET).get("/sign-in-basic?next=%2Fthings%2F7");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/things/7");
        assertThat(browser.basic(PageDoor.VIEWER, PageDoor.SECRET)
                        .get("/sign-in-basic?next=https://evil.example.com")
                        .header("Location"))
                .isEqualTo("/");
        assertThat(browser.basic(PageDoor.VIEWER, "wrong").get("/sign-in-basic").statusCode())
                .isEqualTo(401);
    }

    /** Not every browser sends to other pages what stood in the address of one. */
    @Test
    void basicBesideThePagesBeginsASession() {
        Response answer = browser.basic(PageDoor.VIEWER, PageDoor.SECRET)
                .header("Sec-Fetch-Site", "none")
                .get("/sign-in-basic?next=/things/7");
        browser.setToken(answer.getCookie(SessionCookie.NAME));

        assertThat(browser.get("/things/7").asString()).contains(PageDoor.VIEWER + "\nviewer\ntrue\n" + browser.csrf());
        Response wrong = browser.basic(PageDoor.VIEWER, "wrong").get("/sign-in-basic");
        assertThat(wrong.headers().hasHeaderWithName("Set-Cookie")).isFalse();
        assertThat(browser.get("/things/7").statusCode()).isEqualTo(200);
    }

    @Test
    void aLinkOfAnotherSiteBeginsNoSession() {
        for (String[] foreign : new String[][] {
            {"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Referer", "https://evil.example.com/"}
        }) {
            Response answer = browser.basic(PageDoor.VIEWER, PageDoor.SECRET)
                    .header(foreign[0], foreign[1])
                    .get("/sign-in-basic?next=/things/7");

            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().hasHeaderWithName("Set-Cookie")).isFalse();
        }
    }

    @Test
    void aViewerMayLookAndNotAct() {
        browser.signIn(PageDoor.VIEWER, PageDoor.SECRET, "/");

        assertThat(browser.get("/things/7").statusCode()).isEqualTo(200);
        assertThat(browser.get("/ringback/v1/things").statusCode()).isEqualTo(200);
        Response acted =
                browser.form().formParam(SignedIn.CSRF_FIELD, browser.csrf()).post("/things/7/do");
        assertThat(acted.statusCode()).isEqualTo(403);
        assertThat(acted.asString())
                .isEqualTo("This needs the role operator: the API key " + PageDoor.VIEWER + " has the role viewer");
        assertThat(browser.form()
                        .header(SignedIn.CSRF_HEADER, browser.csrf())
                        .post("/ringback/v1/things")
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.get("/secrets").statusCode()).isEqualTo(403);
    }

    /** A browser that gets the usual challenge in answer to a script would ask its user for a password. */
    @Test
    void wherACookieCameTheApiDoesNotAskForBasic() {
        browser.setToken("x".repeat(43));
        Response ended = browser.get("/ringback/v1/things");

        assertThat(ended.statusCode()).isEqualTo(401);
        assertThat(ended.contentType()).startsWith("application/json");
        assertThat(ended.header("WWW-Authenticate")).isEqualTo("Session realm=\"Ringback\"");
        assertThat(browser.anonymous().get("/ringback/v1/things").header("WWW-Authenticate"))
                .startsWith("Basic ");
    }
}
