package dev.ringback.dashboard;

import static dev.ringback.TestCallbacks.callStatus;
import static dev.ringback.TestCallbacks.conference;
import static dev.ringback.TestCallbacks.debugger;
import static dev.ringback.TestCallbacks.inboundMessage;
import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.recording;
import static dev.ringback.TestCallbacks.sid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.TestCallbacks;
import dev.ringback.TestServer;
import dev.ringback.ingest.CallbackOptions;
import dev.ringback.model.Account;
import dev.ringback.model.ApiKey;
import dev.ringback.model.Role;
import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever others write is shown as text, and whatever a reader asks for is answered in words. */
class HostilePagesTest {
    private static final String VIEWER = "SK00000000000000000000000000000002";
    private static final String SECRET = "the secret of a viewer";
    private static final Account ACCOUNT = new Account(
            TestCallbacks.ACCOUNT_SID,
            List.of(TestCallbacks.AUTH_TOKEN),
            null,
            List.of(),
            Map.of(VIEWER, new ApiKey(SECRET, Role.VIEWER)));
    private static final Account SUBACCOUNT = new Account(
            TestCallbacks.SUBACCOUNT_SID, List.of("the token of the subaccount"), ACCOUNT.sid(), List.of(), Map.of());

    private static final List<String> LISTS = List.of("messages", "calls", "recordings", "conferences", "alerts");
    private static final List<String> PAGES = List.of(
            "/",
            "/messages",
            "/calls",
            "/recordings",
            "/conferences",
            "/alerts",
            "/search",
            "/deliverability",
            "/operations",
            "/setup",
            "/docs");

    private static TestServer server;
    private static String message;
    private static String subMessage;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = TestServer.start(folder, CallbackOptions.defaults(), List.of(ACCOUNT, SUBACCOUNT), TestServer.NOW);
        message = sid("SM");
        subMessage = sid("SM");
        post("/twilio", messageStatus(message, "delivered"));
        String form = messageStatus(subMessage, "delivered")
                .with("AccountSid", SUBACCOUNT.sid())
                .form();
        assertThat(TestServer.request(
                                server.sign(SUBACCOUNT.authTokens().get(0), "/twilio", form),
                                "application/x-www-form-urlencoded")
                        .body(form.getBytes(StandardCharsets.UTF_8))
                        .post(server.callbackUrl("/twilio"))
                        .statusCode())
                .isLessThan(300);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void post(String target, TestCallbacks callback) {
        assertThat(server.post(target, callback.form()).statusCode()).isLessThan(300);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Response get(String path) {
        return noRedirect(server.as(ACCOUNT)).get(path);
    }

    private static RequestSpecification noRedirect(RequestSpecification request) {
        return request.config(RestAssuredConfig.config()
                .redirect(RedirectConfig.redirectConfig().followRedirects(false)));
    }

    static List<String> texts() {
        return List.of(
                "<x-mark>a</x-mark><script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)><x-mark>",
                "' onmouseover='alert(1)' x-mark='",
                "\" onfocus=\"alert(1)\" autofocus x-mark=\"",
                "</td></tr></table></title></textarea></script><b>x",
                "javascript:alert(1)",
                "&lt;b&gt; &amp;amp; &#60;x-mark&#62;",
                "<!-- x --><![CDATA[<x-mark>]]>",
                "${7*7} {{7*7}} @import <%= 7 %>",
                "\u202Etxt.exe\u202C \u2066<b>\u2069 \u200F",
                "a\u0001b\u0007\u001b[31mc\u007f",
                "-->\n<x-mark>\r\nSet-Cookie: x=1",
                "\uD83D\uDE00".repeat(50) + "<b>",
                "<b>" + "x".repeat(197));
    }

    /** White space is one, and control characters are none to whoever parses a page. */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\s]]", "").replaceAll("\\s+", " ");
    }

    private static String payload(String text, String about) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("resource_sid", about).put("error_code", "11200");
        payload.putObject("more_info").put("Msg", text).put(text, "x");
        ObjectNode webhook = payload.putObject("webhook");
        ObjectNode request = webhook.putObject("request")
                .put("url", "https://shop.example.com/" + text)
                .put("method", text);
        request.putObject("headers").put(text, text);
        request.putObject("parameters").put(text, text);
        ObjectNode response =
                webhook.putObject("response").put("status_code", 502).put("body", text);
        response.putObject("headers").put(text, text);
        return payload.toString();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void whatOthersWriteIsTextOnEveryPage(String text) {
        String inbound = sid("SM");
        String call = sid("CA");
        String room = sid("CF");
        String alert = sid("NO");
        String sound = sid("RE");
        String failed = sid("SM");
        String tag = encoded(text);
        post(
                "/twilio?" + encoded("tag-" + text) + "=" + tag + "&order=" + tag,
                inboundMessage(inbound, text).with("FromCity", text));
        post(
                "/twilio?order=" + tag,
                messageStatus(failed, "undelivered")
                        .with("ErrorCode", "30007")
                        .with("ErrorMessage", text)
                        .with("To", text)
                        .with("From", text)
                        .with(text, text));
        post(
                "/twilio",
                callStatus(call, "completed", 1, "Thu, 01 Jan 2026 11:59:00 +0000")
                        .with("To", text)
                        .with("From", text)
                        .with("CallerName", text));
        post("/twilio", conference(room, "conference-start", 1).with("FriendlyName", text));
        post("/twilio", recording(sound, "completed").with("CallSid", call).with("RecordingTrack", text));
        post("/twilio", debugger(alert, payload(text, failed)));
        Map<String, Boolean> pages = new LinkedHashMap<>();
        pages.put("/messages/" + inbound, true);
        pages.put("/messages/" + failed, true);
        pages.put("/calls/" + call, true);
        pages.put("/conferences/" + room, true);
        pages.put("/recordings/" + sound, true);
        pages.put("/alerts/" + alert, true);
        LISTS.forEach(list -> pages.put("/" + list, !list.equals("recordings") && text.length() < 100));
        pages.put("/messages?To=" + tag, true);
        pages.put("/messages?Tag.order=" + tag, true);
        pages.put("/messages?Tag." + encoded("tag-" + text) + "=" + tag, true);
        pages.put("/calls?From=" + tag, true);
        pages.put("/conferences?FriendlyName=" + tag, true);
        pages.put("/search?q=" + tag, true);
        pages.put("/search?q=order=" + tag, true);
        pages.put("/deliverability?Sender=" + tag, true);
        pages.put("/", false);
        pages.put("/operations", false);
        pages.put("/operations?done=" + tag + "&problem=" + tag, false);
        pages.put("/sign-in?next=" + tag, false);
        assertSoftly(softly -> pages.forEach((path, shows) -> {
            Response page = get(path);
            softly.assertThat(page.statusCode()).as(path).isEqualTo(200);
            PageElements elements = PageElements.of(page);
            softly.assertThat(elements.foreign()).as(path).isEmpty();
            if (shows) {
                softly.assertThat(plain(elements.text()))
                        .as(path)
                        .contains(plain(text).strip());
            }
        }));
    }

    @Test
    void whatIsLongIsCutInListsAndOnItsOwnPageShownAsFarAsAnybodyReads() {
        String inbound = sid("SM");
        String body = "<b>" + "x".repeat(1_594) + "end";
        post("/twilio", inboundMessage(inbound, body));
        String alert = sid("NO");
        String large = "<b>&\"" + "y".repeat(100_000);
        post("/twilio", debugger(alert, payload(large.substring(0, 20_000), inbound)));
        Response page = get("/messages/" + inbound);
        assertThat(PageElements.of(page).text()).contains(body);
        assertThat(PageElements.of(page).foreign()).isEmpty();
        assertThat(PageElements.of(get("/messages")).text()).contains("<b>xxx").doesNotContain("xend");
        PageElements cut = PageElements.of(get("/alerts/" + alert));
        assertThat(cut.text()).contains("<b>&\"yyy");
        assertThat(cut.foreign()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "\uff1d1"})
    void noCellOfCsvIsAFormula(String text) {
        post("/twilio", messageStatus(sid("SM"), "sent").with("To", text).with("From", text));
        post("/twilio", inboundMessage(sid("SM"), text));
        post("/twilio", conference(sid("CF"), "conference-start", 1).with("FriendlyName", text));
        for (String path : List.of("/messages.csv", "/conferences.csv", "/messages.csv?To=" + encoded(text))) {
            Response csv = get(path);
            assertThat(csv.statusCode()).as(path).isEqualTo(200);
            assertThat(csv.contentType()).startsWith("text/csv");
            for (String cell : csv.asString().split("[,\n]", -1)) {
                assertThat(cell.startsWith("\"") ? cell.substring(1) : cell).doesNotMatch("(?s)[=+@\t\r\uff1d-].*");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "%20",
                "%00",
                "%ff%fe",
                "=",
                "==",
                "a=",
                "=b",
                "*",
                "%27%20OR%201=1--",
                "SM",
                "SMxyz",
                "SM00000000000000000000000000000000",
                "AC00000000000000000000000000000001",
                "..%2f..%2fetc%2fpasswd",
                "%F0%9F%98%80",
                "%2B",
                "((((((((((((",
                "00",
                "%2B999999999999999999999999999"
            })
    void anythingCanBeSearchedFor(String query) {
        Response page = get("/search?q=" + query);

        assertThat(page.statusCode()).isIn(200, 303, 400);
        assertThat(page.asString()).doesNotContain("Exception", "at dev.ringback");
        assertThat(get("/search?q=" + "x".repeat(3_000)).statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsNotThereIsAPageThatSaysSo() {
        assertSoftly(softly -> {
            for (String list : LISTS) {
                for (String sid : List.of(
                        subMessage,
                        sid("SM"),
                        sid("CA"),
                        "SM",
                        "x",
                        "%00",
                        "SM%0d%0aX:1",
                        "..",
                        "%3Cx-mark%3E",
                        "SM" + "a".repeat(500))) {
                    String path = "/" + list + "/" + sid;
                    Response page = noRedirect(server.as(SUBACCOUNT))
                            .get(path.contains(subMessage) ? "/" + list + "/" + message : path);
                    softly.assertThat(page.statusCode()).as(path).isIn(400, 404);
                    softly.assertThat(page.asString()).as(path).doesNotContain("Exception", "at dev.", "\tat ");
                    softly.assertThat(PageElements.of(page).foreign()).as(path).isEmpty();
                }
            }
            Response page = get("/messages/" + sid("SM"));
            softly.assertThat(page.statusCode()).isEqualTo(404);
            softly.assertThat(PageElements.of(page).text()).contains("Not known here");
            softly.assertThat(get("/messages/" + subMessage).statusCode()).isEqualTo(404);
            softly.assertThat(get("/messages/" + subMessage + "?Account=" + SUBACCOUNT.sid())
                            .statusCode())
                    .isEqualTo(200);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "/messages?DateSent=yesterday, DateSent",
        "/messages?Status=lost, Status",
        "/messages?ErrorCode=many, ErrorCode",
        "/messages?PageSize=0, PageSize",
        "/messages?PageSize=many, PageSize",
        "/messages?PageToken=x, PageToken",
        "/messages?Page=-1, Page",
        "/calls?Status=lost, Status",
        "/calls?StartTime=x, StartTime",
        "/recordings?CallSid=x, CallSid",
        "/recordings?DateCreated=x, DateCreated",
        "/conferences?Status=x, Status",
        "/alerts?LogLevel=x, LogLevel",
        "/alerts?StartDate=x, StartDate",
        "/deliverability?Days=2, Days"
    })
    void aFilterThatCannotBeIsNamed(String path, String name) {
        Response page = get(path);

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(PageElements.of(page).text()).contains(name).doesNotContain("Exception");
        String csv = path.replaceFirst("\\?", ".csv?");
        if (!path.startsWith("/deliverability")) {
            assertThat(get(csv).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void aTokenOfAnotherListIsRefused() {
        for (int i = 0; i < 3; i++) {
            post("/twilio", callStatus(sid("CA"), "completed", 1, "Thu, 01 Jan 2026 11:59:00 +0000"));
        }
        String next = PageElements.of(get("/calls?PageSize=1")).attributes().stream()
                .filter(attribute -> attribute.contains("PageToken="))
                .findFirst()
                .orElseThrow();
        String token = next.replaceFirst("(?s).*PageToken=([^&]*).*", "$1");

        assertThat(get("/calls?PageSize=1&PageToken=" + token).statusCode()).isEqualTo(200);
        assertThat(get("/messages?PageToken=" + token).statusCode()).isEqualTo(400);
        assertThat(get("/calls?PageSize=1&PageToken=" + token + "x").statusCode())
                .isEqualTo(400);
    }

    @Test
    void noForeignAccountIsShown() {
        for (String path : PAGES) {
            for (String account : List.of(ACCOUNT.sid(), "AC00000000000000000000000000000009", "x", "%3Cx-mark%3E")) {
                Response page = noRedirect(server.as(SUBACCOUNT)).get(path + "?Account=" + account);

                assertThat(page.statusCode()).as(path + " " + account).isEqualTo(403);
                assertThat(page.contentType()).as(path).startsWith("text/html");
                assertThat(page.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
                assertThat(PageElements.of(page).text()).as(path).contains("The credentials do not open account");
                assertThat(page.asString()).as(path).contains(SUBACCOUNT.sid()).doesNotContain("<x-mark>");
            }
        }
        assertThat(noRedirect(server.as(SUBACCOUNT))
                        .get("/messages.csv?Account=" + ACCOUNT.sid())
                        .statusCode())
                .isEqualTo(403);
        assertThat(noRedirect(server.as(SUBACCOUNT))
                        .get("/account?Account=" + ACCOUNT.sid())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void linksOfAnotherAccountKeepToIt() {
        for (String path : PAGES) {
            PageElements page = PageElements.of(get(path + "?Account=" + SUBACCOUNT.sid()));
            for (String attribute : page.attributes()) {
                if (attribute.startsWith("a href=/")
                        && !attribute.contains("/openapi.json")
                        && !attribute.contains("/ringback/v1/")) {
                    assertThat(attribute).as(path).containsOnlyOnce("Account=" + SUBACCOUNT.sid());
                }
            }
        }
        assertThat(get("/messages.csv?Account=" + SUBACCOUNT.sid()).asString()).contains(subMessage);
        assertThat(get("/account?Account=" + SUBACCOUNT.sid()).header("Location"))
                .isEqualTo("/?Account=" + SUBACCOUNT.sid());
    }

    private static RequestSpecification viewer() {
        return noRedirect(server.anonymous().auth().preemptive().basic(VIEWER, SECRET));
    }

    @Test
    void aViewerSeesNoButtonsAndMayNotAct() {
        PageElements page = PageElements.of(viewer().get("/operations"));
        assertThat(page.text()).contains("Operations");
        assertThat(page.attributes())
                .noneMatch(attribute ->
                        attribute.startsWith("form method=post") || attribute.startsWith("form action=/operations"));
        for (String action : List.of(
                "/operations/quarantine/replay",
                "/operations/silences",
                "/operations/silences/1/end",
                "/operations/deliveries/1/replay",
                "/operations/jobs/1/cancel",
                "/operations/jobs/1/resume")) {
            assertThat(viewer().post(action).statusCode()).as(action).isEqualTo(403);
        }
    }

    @Test
    void anActionNeedsATokenOfOurPageAndNoForeignOne() {
        String ours = server.apiUrl("");
        Response signedIn = noRedirect(server.anonymous())
                .header("Origin", ours)
                .contentType("application/x-www-form-urlencoded")
                .body("user=" + ACCOUNT.sid() + "&password="
                        + ACCOUNT.authTokens().get(0))
                .post("/sign-in");
        String cookie = "ringback-session=" + signedIn.getCookie("ringback-session");
        String csrf =
                PageElements.of(noRedirect(server.anonymous())
                                .header("Cookie", cookie)
                                .get("/operations"))
                        .attributes()
                        .stream()
                        .filter(attribute -> attribute.startsWith("input value="))
                        .map(attribute -> attribute.substring("input value=".length()))
                        .filter(value -> value.length() > 20)
                        .findFirst()
                        .orElseThrow();
        String form = "rule=&matcher=error_code+%3D+30007&for=1h&comment=x";
        for (String action : List.of(
                "/operations/quarantine/replay",
                "/operations/silences",
                "/operations/silences/1/end",
                "/operations/deliveries/1/replay",
                "/operations/jobs/1/cancel",
                "/operations/jobs/1/resume",
                "/sign-out")) {
            assertThat(posted(cookie, ours, action, form).statusCode())
                    .as(action)
                    .isEqualTo(403);
            assertThat(posted(cookie, ours, action, form + "&csrf=x").statusCode())
                    .as(action)
                    .isEqualTo(403);
            assertThat(posted(cookie, "https://evil.example.com", action, form + "&csrf=" + csrf)
                            .statusCode())
                    .as(action)
                    .isEqualTo(403);
            assertThat(posted(cookie, "null", action, form + "&csrf=" + csrf).statusCode())
                    .as(action)
                    .isEqualTo(403);
        }
        Response done = posted(cookie, ours, "/operations/silences", form + "&csrf=" + csrf);
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(done.header("Location")).startsWith("/operations");
        assertThat(noRedirect(server.anonymous())
                        .header("Cookie", cookie)
                        .get(done.header("Location"))
                        .asString())
                .contains("The silence holds");
    }

    private static Response posted(String cookie, String origin, String action, String form) {
        return noRedirect(server.anonymous())
                .header("Cookie", cookie)
                .header("Origin", origin)
                .contentType("application/x-www-form-urlencoded")
                .body(form)
                .post(action);
    }

    @Test
    void aSilenceThatCannotBeIsExplained() {
        Response answer = noRedirect(server.as(ACCOUNT))
                .contentType("application/x-www-form-urlencoded")
                .body("matcher=%3Cx-mark%3E&for=1h")
                .post("/operations/silences");

        assertThat(answer.statusCode()).isEqualTo(303);
        Response page = get(answer.header("Location"));
        assertThat(PageElements.of(page).foreign()).isEmpty();
        assertThat(PageElements.of(page).text()).contains("silence");
    }

    @Test
    void headAnswersAsGetWithoutABody() {
        for (String path : PAGES) {
            Response head = noRedirect(server.as(ACCOUNT)).head(path);

            assertThat(head.statusCode()).as(path).isEqualTo(200);
            assertThat(head.contentType()).as(path).startsWith("text/html");
            assertThat(head.asString()).as(path).isEmpty();
        }
        assertThat(noRedirect(server.as(ACCOUNT)).head("/messages/" + message).statusCode())
                .isEqualTo(200);
        assertThat(noRedirect(server.as(ACCOUNT)).head("/messages.csv").statusCode())
                .isEqualTo(200);
        assertThat(noRedirect(server.as(ACCOUNT)).head("/messages/" + sid("SM")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void pagesComeToWhoTakesNoCompression() {
        Response page = noRedirect(server.as(ACCOUNT))
                .header("Accept-Encoding", "identity")
                .get("/messages");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.header("Content-Encoding")).isNull();
        assertThat(page.asString()).contains("</html>");
    }

    @Test
    void everyPageForbidsWhatItDoesNotNeed() {
        for (String path : PAGES) {
            assertThat(get(path).header("Content-Security-Policy"))
                    .as(path)
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
        }
    }
}
