package dev.ringback.dashboard;

import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.sid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.TestCallbacks;
import dev.ringback.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages as somebody with a browser meets them. */
@Tag("browser")
class DashboardBrowserTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int SCREEN = 1280;
    private static final int PHONE = 390;

    private static Chromium browser;
    private static SeededServer seeded;

    @BeforeAll
    static void start(@TempDir Path folder) {
        browser = Chromium.start();
        seeded = SeededServer.start(folder);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (seeded != null) {
            seeded.close();
        }
    }

    @BeforeEach
    void begin() {
        browser.switchScript(true);
        browser.show(SCREEN, "light");
        browser.forgetCookies();
    }

    @AfterEach
    void nothingWentWrongOnAnyPageAndNobodyElseWasAsked() {
        assertThat(browser.complaints(seeded.url(""))).isEmpty();
    }

    private static void signIn() {
        browser.open(seeded.url("/sign-in"));
        submitCredentials();
    }

    private static void submitCredentials() {
        browser.find("#user").sendKeys(TestCallbacks.ACCOUNT_SID);
        browser.find("#password").sendKeys(TestCallbacks.AUTH_TOKEN);
        browser.button("Sign in").click();
        until("the sign-in", () -> !browser.path().startsWith("/sign-in"));
    }

    private static void until(String what, Callable<Boolean> isSo) {
        await(what).atMost(SOON).pollInterval(Duration.ofMillis(50)).until(isSo);
    }

    /** Waits for texts in an element, which may be replaced meanwhile by another page or by what has just come. */
    private static void untilShown(String css, String... texts) {
        await(css)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(browser.find(css).getText()).contains(texts));
    }

    private static void untilAt(String beginning) {
        until(beginning, () -> browser.path().startsWith(beginning));
    }

    /** Clicks what may be replaced at this moment. */
    private static void click(String css) {
        await(css)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> {
                    browser.find(css).click();
                    return true;
                });
    }

    private static void untilLive() {
        until(
                "the page is live",
                () -> "on".equals(browser.run("return document.getElementById('live').dataset.state")));
    }

    /** All pages with something on them. */
    private static List<String> pages() {
        return List.of(
                "/",
                "/messages",
                "/messages?Status=undelivered",
                "/messages?DateSent=x",
                "/messages/" + seeded.failed(),
                "/calls",
                "/calls/" + seeded.call(),
                "/recordings",
                "/recordings/" + seeded.recording(),
                "/conferences",
                "/conferences/" + seeded.conference(),
                "/alerts",
                "/alerts/" + seeded.alert(),
                "/search?q=%2B14155550123",
                "/search?q=nothing",
                "/deliverability",
                "/operations",
                "/setup",
                "/docs");
    }

    @ParameterizedTest
    @CsvSource({"1280, light", "1280, dark", "390, light", "390, dark"})
    void aNewcomerFindsWhatBecameOfAMessageAndActs(int width, String theme) {
        String shot = width + "-" + theme + "-";
        browser.show(width, theme);
        browser.open(seeded.url("/messages"));
        assertThat(browser.path()).startsWith("/sign-in?next=");
        browser.screenshot(shot + "sign-in");
        submitCredentials();
        untilAt("/messages");

        browser.link("Now").click();
        untilLive();
        String before = browser.find("#now").getText();
        browser.run("window.isTheSamePage = true");
        seeded.post(messageStatus(sid("SM"), "delivered").with("To", "+14155550199"));
        until("the page changes", () -> !before.equals(browser.run("return document.getElementById('now').innerText")));
        assertThat(browser.run("return window.isTheSamePage")).isEqualTo(true);

        browser.find("#q").sendKeys("(415) 555-0123\n");
        untilAt("/search");
        browser.screenshot(shot + "search");
        click("a[href='/messages/" + seeded.failed() + "']");
        untilShown("h1", "Undelivered", "30007");
        untilShown("#timeline", "queued", "sent", "undelivered");
        click("#timeline li:last-child summary");
        untilShown("#timeline details[open]", "MessageSid", seeded.failed());
        browser.screenshot(shot + "message");

        browser.link("Messages").click();
        untilAt("/messages");
        browser.find("select[name=Status]").sendKeys("undelivered");
        browser.button("Filter").click();
        untilAt("/messages?Status=undelivered");
        assertThat(browser.all("#rows tbody tr")).hasSize(12);
        browser.screenshot(shot + "filtered");

        browser.link("Alerts").click();
        untilAt("/alerts");
        click("#rows a.row");
        untilShown("main", "https://shop.example.com/sms?order=1234", "Bad Gateway");
        browser.screenshot(shot + "alert");
        click("#related a");
        untilAt("/messages/" + seeded.failed());

        browser.link("Operations").click();
        untilAt("/operations");
        browser.find("input[name=matcher]").sendKeys("error_code = 30007");
        browser.find("input[name=comment]").sendKeys("known at the carrier");
        browser.button("Silence").click();
        untilShown("main", "The silence holds", "known at the carrier");
        browser.screenshot(shot + "silenced");
        browser.button("End it").click();
        untilShown("main", "The silence is over");
        assertThat(browser.text()).doesNotContain("known at the carrier");

        browser.button("Sign out").click();
        untilAt("/sign-in");
        browser.open(seeded.url("/messages"));
        assertThat(browser.path()).startsWith("/sign-in");
    }

    @ParameterizedTest
    @CsvSource({"1280, light", "390, dark"})
    void pagesAreReadableForEverybodyAndNoWiderThanTheWindow(int width, String theme) {
        List<String> problems = new ArrayList<>();
        browser.show(width, theme);
        browser.open(seeded.url("/sign-in"));
        problems.addAll(browser.accessibilityProblems());
        signIn();
        for (String page : pages()) {
            browser.open(seeded.url(page));
            problems.addAll(browser.accessibilityProblems());
            if (browser.overflow() > 0) {
                problems.add(page + " is wider than " + width + " by " + browser.overflow());
            }
            browser.screenshot(width + "-" + theme + page.replaceAll("[^a-z]+", "-"));
        }
        browser.complaints(seeded.url("")).stream()
                .filter(complaint -> !complaint.contains("DateSent=x"))
                .forEach(problems::add);
        assertThat(problems).isEmpty();
    }

    @Test
    void keysLeadEverywhere() {
        signIn();
        browser.press("/");
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("q");
        browser.press("gm");
        assertThat(browser.path()).isEqualTo("/");
        browser.find("h1").click();

        browser.run("document.activeElement.blur()");
        browser.press("g", "m");
        until("the messages", () -> browser.path().equals("/messages"));
        browser.press("j");
        browser.press("j");
        assertThat(browser.all("tr.here")).hasSize(1);
        String second = browser.all("#rows tbody tr").get(1).getDomAttribute("data-href");
        assertThat(browser.find("tr.here").getDomAttribute("data-href")).isEqualTo(second);
        browser.press("k");
        browser.press("j");
        browser.press("\n");
        until("the message", () -> browser.path().equals(second));

        browser.press("?");
        assertThat(browser.find("#help").isDisplayed()).isTrue();
        browser.pressEscape();
        assertThat(browser.find("#help").isDisplayed()).isFalse();
        browser.press("g", "n");
        until("the first page", () -> browser.path().equals("/"));
    }

    @Test
    void withoutScriptEverythingButTheStreamWorks() {
        browser.switchScript(false);
        signIn();
        untilShown("main", "not live without script");

        browser.find("#q").sendKeys("415-555-0123\n");
        untilAt("/search");
        click("a[href='/messages/" + seeded.failed() + "']");
        untilShown("h1", "Undelivered", "30007");
        click("#timeline li:last-child summary");
        untilShown("#timeline details[open]", "MessageSid");

        browser.open(seeded.url("/messages"));
        browser.link("Next page").click();
        until("the next page", () -> browser.path().contains("PageToken="));
        browser.link("First page").click();
        until("the first page", () -> browser.path().equals("/messages"));

        browser.link("Operations").click();
        untilAt("/operations");
        browser.find("input[name=matcher]").sendKeys("error_code = 30003");
        browser.button("Silence").click();
        untilShown("main", "The silence holds");
        browser.button("End it").click();
        untilShown("main", "The silence is over");
        browser.button("Sign out").click();
        untilAt("/sign-in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/messages"})
    void nothingJumpsWhereAPartIsReplaced(String page) {
        for (int width : List.of(SCREEN, PHONE)) {
            browser.show(width, "light");
            signIn();
            String sid = sid("SM");
            seeded.post(messageStatus(sid, "queued"));
            browser.open(seeded.url(page));
            untilLive();
            browser.run(
                    "window.shift = 0; window.changes = 0;"
                            + "new PerformanceObserver((list) => list.getEntries().forEach((entry) => { shift += entry.value; }))"
                            + ".observe({type: 'layout-shift', buffered: true});"
                            + "new MutationObserver(() => changes++).observe(document.querySelector('main'), {subtree: true, childList: true})");
            for (String status : List.of("sent", "delivered")) {
                long before = (Long) browser.run("return changes");
                seeded.post(messageStatus(sid, status));
                until("a change", () -> (Long) browser.run("return changes") > before);
            }
            assertThat(((Number) browser.run("return shift")).doubleValue())
                    .as("%s at %d pixels", page, width)
                    .isLessThan(0.01);
        }
    }

    @Test
    void nothingJumpsOnThePageOfAMessageWhileItIsOnItsWay() {
        for (int width : List.of(SCREEN, PHONE)) {
            browser.show(width, "light");
            signIn();
            String sid = sid("SM");
            seeded.post(messageStatus(sid, "queued"));
            browser.open(seeded.url("/messages/" + sid));
            untilLive();
            browser.run("window.shift = 0;"
                    + "new PerformanceObserver((list) => list.getEntries().forEach((entry) => { shift += entry.value; }))"
                    + ".observe({type: 'layout-shift', buffered: true})");
            for (String status : List.of("sent", "delivered")) {
                seeded.post(messageStatus(sid, status));
                untilShown("#timeline", status);
            }
            // Before the picture, for which the window grows to the height of the page.
            assertThat(((Number) browser.run("return shift")).doubleValue())
                    .as("at %d pixels", width)
                    .isLessThan(0.1);
            browser.screenshot(width + "-delivered-meanwhile");
        }
    }

    @Test
    void aPageThatNobodySeesClosesItsStream() {
        signIn();
        browser.open(seeded.url("/messages"));
        untilLive();
        until("one stream", () -> seeded.streams() == 1);

        String first = browser.hide();
        until("no stream", () -> seeded.streams() == 0);
        seeded.post(messageStatus(sid("SM"), "delivered").with("To", "+14155550177"));
        browser.showAgain(first);

        untilShown("#rows", "0177");
        until("one stream", () -> seeded.streams() == 1);
    }

    @ParameterizedTest
    @CsvSource({"1280, light", "390, dark"})
    void whoHasComeByBasicIsToldWhatToDoToSignOut(int width, String theme) {
        String credentials = TestCallbacks.ACCOUNT_SID + ":" + TestCallbacks.AUTH_TOKEN;
        browser.show(width, theme);
        browser.sendAlways(Map.of(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8))));
        try {
            browser.open(seeded.url("/"));
            click(".out summary");
            untilShown(".out", "Close all of its windows");
            assertThat(browser.overflow()).isZero();
            assertThat(browser.accessibilityProblems()).isEmpty();
            browser.screenshot(width + "-basic");
        } finally {
            browser.sendAlways(Map.of());
        }
    }

    /** In a browser of its own, which sends them to the other pages too until it is closed. */
    @Test
    void credentialsInTheAddressOpenAPage() {
        try (Chromium another = Chromium.start()) {
            another.open(seeded.url("/sign-in-basic?next=/messages")
                    .replace("://", "://" + TestCallbacks.ACCOUNT_SID + ":" + TestCallbacks.AUTH_TOKEN + "@"));

            assertThat(another.path()).isEqualTo("/messages");
            assertThat(another.all("#rows tbody tr")).isNotEmpty();
            another.open(seeded.url("/operations"));
            assertThat(another.find("h1").getText()).isEqualTo("Operations");
        }
    }

    @Test
    void whereNothingHasComeEveryPageSaysWhatToDo(@TempDir Path folder) {
        try (TestServer empty = TestServer.start(folder)) {
            browser.open(empty.apiUrl("/sign-in"));
            submitCredentials();
            for (String page : List.of("/", "/messages", "/calls", "/recordings", "/conferences", "/alerts")) {
                browser.open(empty.apiUrl(page));
                assertThat(browser.text()).as(page).containsIgnoringCase("paste");
                browser.screenshot(SCREEN + "-empty" + page.replace('/', '-'));
            }
            for (String page : List.of("/deliverability", "/operations", "/setup")) {
                browser.open(empty.apiUrl(page));
                browser.screenshot(SCREEN + "-empty" + page.replace('/', '-'));
            }
            browser.show(PHONE, "dark");
            browser.open(empty.apiUrl("/"));
            browser.screenshot(PHONE + "-empty");
            assertThat(browser.complaints(empty.apiUrl(""))).isEmpty();
        }
    }
}
