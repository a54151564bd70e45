package dev.ringback.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestCallbacks;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.web.PageDoor;
import dev.ringback.web.TestApi;
import io.restassured.http.Method;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No foreign page can make the browser of somebody who is signed in act, with whatever it sends by itself. */
class ForeignPagesTest {
    private static final String OURS = "ours";
    private static final String UNTOLD = "untold";
    private static final String FOREIGN = "foreign";

    @TempDir
    Path folder;

    private Database database;
    private PageDoor door;
    private Browser browser;

    @BeforeEach
    void openDoor(@TempDir Path ofDoor) {
        database = TestSqlite.open(ofDoor);
        door = PageDoor.open(database);
        browser = new Browser(door.port());
        browser.signIn(PageDoor.OPERATOR, PageDoor.SECRET, "/");
    }

    @AfterEach
    void closeDoor() {
        door.close();
        database.close();
    }

    /** What a request may say of the page that it comes from, by what that means. */
    private Map<String, List<Map<String, String>>> origins() {
        return Map.of(
                OURS,
                        List.of(
                                Map.of("Origin", browser.url()),
                                Map.of("Origin", browser.url().toUpperCase(Locale.ROOT)),
                                // A proxy ends TLS, and keeps the Host header.
                                Map.of("Origin", "https://ringback.example.com", "Host", "ringback.example.com"),
                                Map.of("Origin", "https://ringback.example.com", "Host", "ringback.example.com:443"),
                                Map.of(
                                        "Origin",
                                        "https://ringback.example.com",
                                        "X-Forwarded-Proto",
                                        "https",
                                        "X-Forwarded-Host",
                                        "ringback.example.com"),
                                Map.of("Sec-Fetch-Site", "same-origin"),
                                Map.of("Origin", "null", "Sec-Fetch-Site", "same-origin"),
                                Map.of("Referer", browser.url() + "/things/7")),
                FOREIGN,
                        List.of(
                                Map.of("Origin", "https://evil.example.com"),
                                Map.of("Origin", "http://127.0.0.1"),
                                Map.of("Origin", "http://127.0.0.1:1"),
                                Map.of("Origin", browser.url() + ".evil.example.com"),
                                Map.of(
                                        "Origin",
                                        browser.url()
                                                .replace("http://", "http://evil@")
                                                .replace("127.0.0.1", "evil.example.com")),
                                Map.of("Origin", "file://"),
                                Map.of("Origin", ""),
                                Map.of("Origin", "null"),
                                Map.of("Origin", "https://evil.example.com", "Sec-Fetch-Site", "same-origin"),
                                Map.of("Origin", "https://evil.example.com", "Referer", browser.url() + "/"),
                                Map.of("Sec-Fetch-Site", "cross-site"),
                                Map.of("Sec-Fetch-Site", "same-site"),
                                Map.of("Origin", "null", "Sec-Fetch-Site", "cross-site"),
                                Map.of("Referer", "https://evil.example.com/" + browser.url())),
                UNTOLD, List.of(Map.of(), Map.of("Sec-Fetch-Site", "none")));
    }

    @Test
    void aSessionActsFromOurPagesAloneAndWithTheirToken() {
        SoftAssertions softly = new SoftAssertions();
        origins()
                .forEach((kind, all) -> all.forEach(origin -> tokens().forEach((token, right) -> {
                    boolean allowed = kind.equals(OURS) && right;
                    String as = origin + " with the token " + token;
                    softly.assertThat(action(browser.request(), origin, token).statusCode())
                            .as("form: %s", as)
                            .isEqualTo(allowed ? 200 : 403);
                    for (Method method : List.of(Method.POST, Method.DELETE)) {
                        softly.assertThat(browser.request()
                                        .headers(origin)
                                        .header(SignedIn.CSRF_HEADER, token)
                                        .request(method, "/ringback/v1/things")
                                        .statusCode())
                                .as("%s: %s", method, as)
                                .isEqualTo(allowed ? 200 : 403);
                    }
                })));
        softly.assertAll();
    }

    private Map<String, Boolean> tokens() {
        return Map.of(
                browser.csrf(),
                true,
                Sessions.formToken("x".repeat(43)),
                false,
                browser.token(),
                false,
                "",
                false,
                "\u00fc",
                false);
    }

    private static Response action(RequestSpecification request, Map<String, String> origin, String token) {
        return request.urlEncodingEnabled(true)
                .headers(origin)
                .contentType("application/x-www-form-urlencoded; charset=utf-8")
                .formParam("what", "it")
                .formParam(SignedIn.CSRF_FIELD, token)
                .post("/things/7/do");
    }

    @Test
    void readsNeedNeither() {
        origins().values().stream().flatMap(List::stream).forEach(origin -> {
            assertThat(browser.request().headers(origin).get("/things/7").statusCode())
                    .isEqualTo(200);
            assertThat(browser.request()
                            .headers(origin)
                            .get("/ringback/v1/things")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(browser.request().headers(origin).head("/things/7").statusCode())
                    .isEqualTo(200);
        });
    }

    /** Browsers send these credentials by themselves too; programs name no origin. */
    @Test
    void basicActsUnlessAForeignPageStandsBehindIt() {
        SoftAssertions softly = new SoftAssertions();
        origins()
                .forEach((kind, all) -> all.forEach(origin -> {
                    boolean allowed = !kind.equals(FOREIGN);
                    for (Method method : List.of(Method.POST, Method.DELETE)) {
                        softly.assertThat(browser.basic(PageDoor.OPERATOR, PageDoor.SECRET)
                                        .headers(origin)
                                        .request(method, "/ringback/v1/things")
                                        .statusCode())
                                .as("%s: %s", method, origin)
                                .isEqualTo(allowed ? 200 : 403);
                    }
                    softly.assertThat(browser.basic(PageDoor.OPERATOR, PageDoor.SECRET)
                                    .headers(origin)
                                    .get("/things/7")
                                    .statusCode())
                            .as("GET: %s", origin)
                            .isEqualTo(200);
                }));
        softly.assertAll();
    }

    @Test
    void formsOfPagesNeedTheirTokenWithBasicToo() {
        String page = browser.basic(PageDoor.OPERATOR, PageDoor.SECRET)
                .get("/things/7")
                .asString();
        String csrf = page.substring(page.lastIndexOf('\n') + 1);
        Map<String, String> ours = Map.of("Origin", browser.url());

        assertThat(csrf).isNotEmpty().isNotEqualTo(browser.csrf());
        assertThat(action(basic(), ours, csrf).asString()).isEqualTo("done it");
        assertThat(action(basic(), ours, "").statusCode()).isEqualTo(403);
        assertThat(action(basic(), ours, browser.csrf()).statusCode()).isEqualTo(403);
        assertThat(action(basic(), Map.of("Origin", "https://evil.example.com"), csrf)
                        .statusCode())
                .isEqualTo(403);
        // A program.
        assertThat(action(basic(), Map.of(), "").asString()).isEqualTo("done it");
    }

    private RequestSpecification basic() {
        return browser.basic(PageDoor.OPERATOR, PageDoor.SECRET);
    }

    @Test
    void anotherSessionOfTheSameCredentialHasAnotherToken() {
        Browser second = new Browser(door.port());
        second.signIn(PageDoor.OPERATOR, PageDoor.SECRET, "/");

        assertThat(second.csrf()).isNotEqualTo(browser.csrf());
        assertThat(action(second.request(), Map.of("Origin", second.url()), browser.csrf())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aTokenInTheAddressIsNone() {
        assertThat(browser.form()
                        .formParam("what", "it")
                        .post("/things/7/do?csrf=" + browser.csrf())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void noForeignPageSignsABrowserInOrOut() {
        Response in = browser.anonymous()
                .header("Origin", "https://evil.example.com")
                .contentType("application/x-www-form-urlencoded")
                .body("user=" + PageDoor.VIEWER + "&password=x")
                .post("/sign-in");
        Response out =
                browser.request().header("Origin", "https://evil.example.com").post("/sign-out");
        Response withoutToken = browser.form().post("/sign-out");

        assertThat(in.statusCode()).isEqualTo(403);
        assertThat(out.statusCode()).isEqualTo(403);
        assertThat(withoutToken.statusCode()).isEqualTo(403);
        for (Response refused : List.of(in, out, withoutToken)) {
            assertThat(refused.headers().hasHeaderWithName("Set-Cookie")).isFalse();
        }
        assertThat(browser.get("/things/7").statusCode()).isEqualTo(200);
        assertThat(door.signIns("refused")).isEqualTo(3);
        assertThat(door.signIns("signed_out")).isZero();
    }

    @Test
    void aRefusalSaysWhatToDo() {
        List<String> words = new ArrayList<>();
        words.add(action(browser.request(), Map.of("Origin", "https://evil.example.com"), browser.csrf())
                .asString());
        words.add(action(browser.request(), Map.of(), browser.csrf()).asString());
        words.add(action(browser.request(), Map.of("Origin", browser.url()), "").asString());

        assertThat(words.get(0)).contains("another origin").contains("RINGBACK_API_URL");
        assertThat(words.get(1)).contains("Origin, Sec-Fetch-Site or Referer");
        assertThat(words.get(2)).contains("load it again").contains("X-CSRF-Token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://ringback.example.com", "https://ringback.example.com:8443"})
    void theConfiguredAddressIsOurs(String url) {
        try (PageDoor configured = PageDoor.open(database, url)) {
            Browser another = new Browser(configured.port());
            another.setToken(browser.token());

            assertThat(action(another.request(), Map.of("Origin", url), another.csrf())
                            .asString())
                    .isEqualTo("done it");
            assertThat(action(another.request(), Map.of("Origin", "https://ringback.example.com:1"), another.csrf())
                            .statusCode())
                    .isEqualTo(403);
            assertThat(another.signIn(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN, "")
                            .header("Set-Cookie"))
                    .endsWith("; Path=/; HttpOnly; SameSite=Lax; Secure");
        }
    }

    /** It leaves a record in the audit, and a link. */
    @Test
    void noForeignPageHasALinkMade() {
        try (TestApi api = TestApi.open(folder)) {
            Browser owner = new Browser(api.port());
            owner.signIn(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN, "/");
            String link = "/ringback/v1/media-links?Sid=RE" + "1".repeat(32);

            for (RequestSpecification request :
                    List.of(owner.request(), owner.basic(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN))) {
                assertThat(request.header("Sec-Fetch-Site", "cross-site")
                                .get(link)
                                .statusCode())
                        .isEqualTo(403);
            }
            assertThat(owner.request()
                            .header("Sec-Fetch-Site", "none")
                            .get(link)
                            .statusCode())
                    .isNotEqualTo(403);
            assertThat(owner.get(link).statusCode()).isNotEqualTo(403);
        }
    }
}
