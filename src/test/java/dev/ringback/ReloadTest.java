package dev.ringback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.ringback.config.SettingsReader;
import dev.ringback.config.SettingsSource;
import dev.ringback.model.Account;
import dev.ringback.model.ReloadReport;
import dev.ringback.model.ReloadReport.Outcome;
import dev.ringback.outbound.RecordingServer;
import dev.ringback.simulate.api.SimulatedTwilio;
import dev.ringback.simulate.api.SimulatedTwilioOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server in this process that reads its settings again. */
@Timeout(180)
class ReloadTest {
    private static final String SID = TestCallbacks.ACCOUNT_SID;
    private static final String TOKEN = TestCallbacks.AUTH_TOKEN;
    private static final String NEW_TOKEN = "the token after the rotation";
    private static final String KEY = "SK00000000000000000000000000000001";
    private static final String SECRET = "the secret of a key";
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final RecordingServer first = RecordingServer.start();
    private final RecordingServer second = RecordingServer.start();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> values = new HashMap<>();
    private Path file;
    private RingbackServer server;

    @BeforeEach
    void start() throws Exception {
        file = folder.resolve("ringback.yaml");
        write(account(TOKEN, ""), "");
        values.putAll(Map.of(
                "RINGBACK_CONFIG",
                file.toString(),
                "RINGBACK_DATABASE",
                "jdbc:sqlite:" + TestServer.database(folder),
                "RINGBACK_CALLBACK_LISTEN",
                "127.0.0.1:0",
                "RINGBACK_API_LISTEN",
                "127.0.0.1:0"));
        server = RingbackServer.start(new SettingsReader(values).read(), Clock.systemUTC());
        server.reloadFrom(source());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        first.close();
        second.close();
    }

    private SettingsSource source() {
        return () -> new SettingsReader(values).read();
    }

    @Test
    void twiliosStatusPageIsReadWhereTheNewFileSays() throws Exception {
        first.answers(503, "");
        second.answers(503, "");

        write(account(TOKEN, ""), "upstream: {status_page: true, url: \"%s\"}".formatted(first.url("")));
        assertThat(server.reload().outcome()).isEqualTo(Outcome.APPLIED);
        await().atMost(SOON).until(() -> !first.requests().isEmpty());
        write(account(TOKEN, ""), "upstream: {status_page: true, url: \"%s\"}".formatted(second.url("")));
        assertThat(server.reload().outcome()).isEqualTo(Outcome.APPLIED);
        await().atMost(SOON).until(() -> !second.requests().isEmpty());

        assertThat(first.request().path()).isEqualTo("/api/v2/summary.json");
        assertThat(second.request().headers()).doesNotContainKey("authorization");
    }

    @Test
    void credentialsAndKeysAreThoseOfTheNewFile() throws Exception {
        String told = accept(TOKEN);
        assertThat(post(NEW_TOKEN, TestCallbacks.sid("SM"))).isEqualTo(403);
        assertThat(read(KEY, SECRET)).isEqualTo(401);

        write(account(NEW_TOKEN, "api_keys: {" + KEY + ": " + SECRET + "}"), "");
        ReloadReport report = server.reload();

        assertThat(report.outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(report.changes()).containsExactly("account " + SID + " has changed (auth_tokens, api_keys)");
        assertThat(report.restart()).isEmpty();
        assertThat(post(TOKEN, TestCallbacks.sid("SM"))).isEqualTo(403);
        accept(NEW_TOKEN);
        assertThat(read(SID, TOKEN)).isEqualTo(401);
        assertThat(read(SID, NEW_TOKEN)).isEqualTo(200);
        assertThat(read(KEY, SECRET)).isEqualTo(200);
        assertThat(get(KEY, SECRET, "/2010-04-01/Accounts/" + SID + "/Messages/" + told + ".json")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void quarantinedRequestsOfANewAccountBelongToItAtOnce() throws Exception {
        String form = TestCallbacks.messageStatus(TestCallbacks.sid("SM"), "sent")
                .form()
                .replace(SID, TestCallbacks.SUBACCOUNT_SID);
        assertThat(postForm("the token of the subaccount", form)).isEqualTo(403);

        write(
                account(TOKEN, "") + "  - {sid: " + TestCallbacks.SUBACCOUNT_SID
                        + ", auth_tokens: [the token of the subaccount]}\n",
                "");
        assertThat(server.reload().changes()).containsExactly("account " + TestCallbacks.SUBACCOUNT_SID + " was added");

        assertThat(get(TestCallbacks.SUBACCOUNT_SID, "the token of the subaccount", "/ringback/v1/quarantine")
                        .body())
                .contains("proved now");
        assertThat(postForm("the token of the subaccount", form)).isEqualTo(204);
    }

    @Test
    void targetsComeAndGoAndWhatWasNotReadYetIsForwarded() throws Exception {
        write(account(TOKEN, ""), target("first", first));
        assertThat(server.reload().changes())
                .containsExactlyInAnyOrder("alerts.allow_private was added", "forward target first was added");
        String one = accept(TOKEN);
        awaitArrived(first, Set.of(one));
        assertThat(metrics()).contains("ringback_forward_pending{receiver=\"first\"}");

        write(account(TOKEN, ""), target("second", second));
        assertThat(server.reload().changes())
                .containsExactlyInAnyOrder("forward target first was removed", "forward target second was added");
        String two = accept(TOKEN);
        awaitArrived(second, Set.of(two));

        assertThat(sids(first)).containsExactly(one);
        assertThat(sids(second)).containsExactly(two);
        assertThat(metrics())
                .contains("ringback_forward_pending{receiver=\"second\"}")
                .doesNotContain("ringback_forward_pending{receiver=\"first\"}");
    }

    @Test
    void deliveriesOfATargetThatIsGoneWaitForItsReturn() throws Exception {
        first.answers(503, "");
        write(account(TOKEN, ""), target("first", first));
        server.reload();
        String sid = accept(TOKEN);
        await().atMost(SOON).until(() -> !first.requests().isEmpty());
        write(account(TOKEN, ""), "");
        assertThat(server.reload().changes()).contains("forward target first was removed");
        first.answers(200, "");
        int before = first.requests().size();
        String other = accept(TOKEN);
        assertThat(first.requests()).hasSize(before);

        write(account(TOKEN, ""), target("first", first));
        server.reload();
        await().atMost(SOON).until(() -> first.requests().size() > before);
        // With nothing to forward nobody reads, so that what came meanwhile is read now, as after a restart.
        awaitArrived(first, Set.of(sid, other));
    }

    @Test
    void aTargetThatIsSlowHoldsAReloadForSecondsAndGetsItsEventAgain() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger requests = new AtomicInteger();
        HttpServer slow = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        slow.setExecutor(Background.THREADS);
        slow.createContext("/", exchange -> {
            if (requests.incrementAndGet() == 1) {
                await().atMost(SOON).until(() -> over.getCount() == 0);
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        slow.start();
        try {
            String target = "forward:\n  - {name: slow, url: \"http://127.0.0.1:"
                    + slow.getAddress().getPort() + "/\"}\n";
            write(account(TOKEN, ""), target);
            server.reload();
            accept(TOKEN);
            await().atMost(SOON).until(() -> requests.get() == 1);

            write(account(TOKEN, ""), target + "  - {name: first, url: \"" + first.url("/") + "\"}\n");
            CompletableFuture<ReloadReport> reload = CompletableFuture.supplyAsync(server::reload, Background.THREADS);
            assertThat(reload.get(20, TimeUnit.SECONDS).changes()).containsExactly("forward target first was added");
            await().atMost(SOON).until(() -> requests.get() >= 2);
            awaitArrived(first, Set.of(accept(TOKEN)));
        } finally {
            over.countDown();
            slow.stop(0);
        }
    }

    @Test
    void aFileThatIsEmptyChangesNothing() throws Exception {
        values.putAll(Map.of("TWILIO_ACCOUNT_SID", SID, "TWILIO_AUTH_TOKEN", TOKEN));
        write(account(TOKEN, "api_keys: {" + KEY + ": " + SECRET + "}"), "");
        assertThat(server.reload().outcome()).isEqualTo(Outcome.APPLIED);

        for (String nothing : List.of("", "\n \n")) {
            Files.writeString(file, nothing);
            ReloadReport report = server.reload();
            assertThat(report.outcome()).isEqualTo(Outcome.WRONG);
            assertThat(report.problems()).singleElement().asString().contains("empty or gone");
        }
        assertThat(read(KEY, SECRET)).isEqualTo(200);
    }

    @Test
    void groupsAndSilencesSurvive() throws Exception {
        String rule = """
                  rules:
                    - {name: errors, matchers: [kind = debugger], group_wait: 1s, group_interval: 1h, receivers: [log]}
                """;
        String alerts = alerts(receiver("log") + rule);
        write(account(TOKEN, ""), alerts + target("first", first));
        server.reload();
        assertThat(postForm(TOKEN, debugger())).isEqualTo(204);
        await().atMost(SOON).until(() -> notices() == 1);
        assertThat(send(
                                "/ringback/v1/silences",
                                SID,
                                TOKEN,
                                "{\"rule\": \"errors\", \"duration\": \"1h\", \"created_by\": \"me\", \"comment\": \"test\"}")
                        .statusCode())
                .isEqualTo(201);

        write(account(TOKEN, ""), alerts(receiver("log") + receiver("other") + rule) + target("first", first));
        assertThat(server.reload().changes()).containsExactly("receiver other was added");
        assertThat(postForm(TOKEN, debugger())).isEqualTo(204);

        await().atMost(SOON).until(() -> first.requests().size() == 2);
        assertThat(notices()).isEqualTo(1);
        assertThat(get(SID, TOKEN, "/ringback/v1/silences").body()).contains("\"errors\"");
    }

    @Test
    void aRuleThatIsNewIsKnownToWhoeverSilencesIt() throws Exception {
        String silence = "{\"rule\": \"errors\", \"duration\": \"1h\", \"created_by\": \"me\", \"comment\": \"test\"}";
        assertThat(send("/ringback/v1/silences", SID, TOKEN, silence).statusCode())
                .isEqualTo(400);

        write(
                account(TOKEN, ""),
                alerts(receiver("log") + "  rules: [{name: errors, matchers: [kind = debugger], receivers: [log]}]\n"));
        assertThat(server.reload().changes())
                .containsExactlyInAnyOrder(
                        "receiver log was added", "rule errors was added", "alerts.allow_private was added");

        assertThat(send("/ringback/v1/silences", SID, TOKEN, silence).statusCode())
                .isEqualTo(201);
    }

    @Test
    void writesAreSwitchedOnAndOff() throws Exception {
        try (SimulatedTwilio twilio =
                SimulatedTwilio.start(SimulatedTwilioOptions.of(Account.of(SID, TOKEN)), Clock.systemUTC())) {
            assertThat(send().statusCode()).isEqualTo(405);
            String upstream = "upstream: {writes: true, url: \"" + twilio.url() + "\"}\n";

            write(account(TOKEN, ""), upstream);
            assertThat(server.reload().restart()).isEmpty();
            assertThat(send().statusCode()).isEqualTo(201);
            assertThat(twilio.messageCount()).isEqualTo(1);

            write(account(TOKEN, ""), "");
            server.reload();
            HttpResponse<String> refused = send();
            assertThat(refused.statusCode()).isEqualTo(405);
            assertThat(refused.headers().firstValue("Allow")).contains("GET, HEAD");
            assertThat(twilio.messageCount()).isEqualTo(1);
        }
    }

    private HttpResponse<String> send() throws Exception {
        String credentials = Base64.getEncoder().encodeToString((SID + ':' + TOKEN).getBytes(StandardCharsets.UTF_8));
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.apiPort() + "/2010-04-01/Accounts/" + SID
                                + "/Messages.json"))
                        .header("Authorization", "Basic " + credentials)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("To=%2B14155550101&From=%2B14155550100&Body=Hello"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aWrongFileChangesNothingAndSaysEverythingThatIsWrong() throws Exception {
        List<String> wrong = List.of(
                // half a file, as an editor may leave it for a moment
                "accounts:\n  - sid: " + SID + "\n    auth_tokens: [\"" + NEW_TOKEN,
                "accounts:\n  - sid: " + SID + "\n    auth_tokens: [" + NEW_TOKEN
                        + "]\n    api_key: {}\nforward: [{name: x}]\n",
                "",
                "accounts: []\n");
        for (String content : wrong) {
            Files.writeString(file, content);
            try (CapturedLog log = CapturedLog.of(Reload.class.getName())) {
                ReloadReport report = server.reload();

                assertThat(report.outcome()).as(content).isEqualTo(Outcome.WRONG);
                assertThat(report.problems()).isNotEmpty().noneMatch(problem -> problem.contains(NEW_TOKEN));
                assertThat(log.lines())
                        .containsExactly("ERROR the settings are wrong, and nothing has changed: "
                                + String.join("; ", report.problems()));
            }
            accept(TOKEN);
            assertThat(read(SID, TOKEN)).isEqualTo(200);
            assertThat(read(SID, NEW_TOKEN)).isEqualTo(401);
        }
        Files.writeString(file, wrong.get(1));
        assertThat(server.reload().problems())
                .hasSize(2)
                .anyMatch(problem -> problem.contains("accounts[0].api_key"))
                .anyMatch(problem -> problem.contains("forward[0]"));
        Files.delete(file);
        assertThat(server.reload().problems()).containsExactly("RINGBACK_CONFIG names a file that cannot be read");
        accept(TOKEN);
    }

    @Test
    void rulesThatChangePlacesAreAChange() throws Exception {
        String one = "    - {name: one, matchers: [kind = debugger], receivers: [log]}\n";
        String two = "    - {receivers: [log], name: two, matchers: [kind = call]}\n";
        write(account(TOKEN, ""), alerts(receiver("log") + "  rules:\n" + one + two));
        server.reload();
        write(account(TOKEN, ""), alerts(receiver("log") + "  rules:\n" + two + one));
        assertThat(server.reload().changes()).containsExactly("the order of receivers and rules has changed");

        // The order of fields is none, and neither are comments.
        String spelled = "    - {name: two, matchers: [kind = call], receivers: [log]} # two\n";
        write(account(TOKEN, ""), alerts(receiver("log") + "  rules:\n" + spelled + one));
        assertThat(server.reload().changes()).isEmpty();
    }

    @Test
    void settingsThatNeedARestartAreNamedAndTheOthersTakeEffect() throws Exception {
        values.put("RINGBACK_CALLBACK_LISTEN", "127.0.0.1:1");
        values.put("RINGBACK_RETENTION", "500d");
        values.put("RINGBACK_DATABASE", "jdbc:sqlite:" + folder.resolve("other.db"));
        write(account(NEW_TOKEN, ""), "");
        try (CapturedLog log = CapturedLog.of(Reload.class.getName())) {
            ReloadReport report = server.reload();

            assertThat(report.changes()).containsExactly("account " + SID + " has changed (auth_tokens)");
            assertThat(report.restart())
                    .containsExactly("RINGBACK_CALLBACK_LISTEN", "RINGBACK_DATABASE", "RINGBACK_RETENTION");
            assertThat(log.lines())
                    .containsExactly(
                            "INFO the settings were read again: account " + SID + " has changed (auth_tokens)",
                            "WARN a restart is needed for the new value of RINGBACK_CALLBACK_LISTEN,"
                                    + " RINGBACK_DATABASE, RINGBACK_RETENTION");
            assertThat(server.reload()).isEqualTo(ReloadReport.applied(List.of(), report.restart()));
        }
        accept(NEW_TOKEN);
        assertThat(folder.resolve("other.db")).doesNotExist();
    }

    @Test
    void aSecretInAFileOfItsOwnIsReadAgainToo() throws Exception {
        Path url = Files.writeString(folder.resolve("url"), first.url("/a").toString());
        String forward = alerts("") + "forward:\n  - {name: crm, url_file: url}\n";
        write(account(TOKEN, ""), forward);
        server.reload();
        assertThat(server.reload().changes()).isEmpty();

        Files.writeString(url, second.url("/b").toString());
        ReloadReport report = server.reload();

        assertThat(report.changes()).containsExactly("forward target crm has changed (url_file)");
        awaitArrived(second, Set.of(accept(TOKEN)));
    }

    @Test
    void theApiReloadsForThoseWhoseCredentialsOpenEverything() throws Exception {
        assertThat(send("/ringback/v1/reload", SID, "wrong", "").statusCode()).isEqualTo(401);
        write(account(NEW_TOKEN, ""), "");

        HttpResponse<String> answer = send("/ringback/v1/reload", SID, TOKEN, "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("changes").get(0).asText())
                .isEqualTo("account " + SID + " has changed (auth_tokens)");
        assertThat(json(answer).path("needs_restart").isArray()).isTrue();
        Files.writeString(file, "accounts: [");
        HttpResponse<String> refused = send("/ringback/v1/reload", SID, NEW_TOKEN, "");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).path("problems")).hasSize(1);
        assertThat(json(refused).path("code").asInt()).isEqualTo(20409);

        write(account(NEW_TOKEN, "") + "  - {sid: AC00000000000000000000000000000009, auth_tokens: [other]}\n", "");
        assertThat(send("/ringback/v1/reload", SID, NEW_TOKEN, "").statusCode()).isEqualTo(200);
        assertThat(send("/ringback/v1/reload", SID, NEW_TOKEN, "").statusCode()).isEqualTo(403);
    }

    @Test
    void theAuditSaysWhoHadTheSettingsReadAndWhatHasChanged() throws Exception {
        write(account(NEW_TOKEN, ""), "");
        send("/ringback/v1/reload", SID, TOKEN, "");
        values.put("RINGBACK_RETENTION", "500d");
        write(account(NEW_TOKEN, "api_keys: {" + KEY + ": " + SECRET + "}"), target("first", first));
        server.reload();
        server.reload();
        Files.writeString(file, "accounts: [" + NEW_TOKEN);
        send("/ringback/v1/reload", SID, NEW_TOKEN, "");

        HttpResponse<String> audit = get(SID, NEW_TOKEN, "/ringback/v1/audit?Action=reload");
        assertThat(audit.body()).doesNotContain(NEW_TOKEN, SECRET, TOKEN);
        List<String> records = new ArrayList<>();
        json(audit)
                .path("records")
                .forEach(row -> records.add(row.path("credential").asText() + " of "
                        + row.path("account_sid").asText() + ", " + row.path("affected") + ": "
                        + row.path("subject").asText()));
        assertThat(records)
                .containsExactly(
                        "auth token of " + SID + ", 0: the settings are wrong, and nothing has changed",
                        "operating system of null, 0: nothing has changed; needs a restart: RINGBACK_RETENTION",
                        "operating system of null, 3: account " + SID + " has changed (api_keys), alerts.allow_private"
                                + " was added, forward target first was added; needs a restart: RINGBACK_RETENTION",
                        "auth token of " + SID + ", 1: account " + SID + " has changed (auth_tokens)");
    }

    @Test
    void theFieldsThatHaveChangedAreNamedAndNotTheirValues() throws Exception {
        write(account(TOKEN, ""), "upstream: {reads: never, url: \"http://127.0.0.1:1\"}");
        server.reload();
        write(account(TOKEN, ""), "upstream: {reads: missing, writes: true, url: \"http://127.0.0.1:1\"}");

        assertThat(server.reload().changes()).containsExactly("upstream has changed (reads, writes)");
    }

    @Test
    void aServerThatStartsOrStopsReadsNothing() throws Exception {
        server.close();
        assertThat(server.reload().outcome()).isEqualTo(Outcome.UNAVAILABLE);
        server = RingbackServer.start(new SettingsReader(values).read(), Clock.systemUTC());
        assertThat(server.reload().outcome()).isEqualTo(Outcome.UNAVAILABLE);
        assertThat(send("/ringback/v1/reload", SID, TOKEN, "").statusCode()).isEqualTo(503);
    }

    @Test
    void manyAtOnceTakeTurnsAlsoWhileTheServerStops() throws Exception {
        write(account(TOKEN, ""), target("first", first));
        List<CompletableFuture<ReloadReport>> reports = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            reports.add(CompletableFuture.supplyAsync(server::reload, Background.THREADS));
        }
        long changed = 0;
        for (CompletableFuture<ReloadReport> report : reports) {
            changed += report.get(60, TimeUnit.SECONDS).changes().isEmpty() ? 0 : 1;
        }
        assertThat(changed).isEqualTo(1);

        AtomicInteger turn = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> reloading = CompletableFuture.runAsync(
                () -> {
                    while (!over.get()) {
                        write(account(TOKEN, ""), turn.incrementAndGet() % 2 == 0 ? target("first", first) : "");
                        server.reload();
                    }
                },
                Background.THREADS);
        await().atMost(SOON).until(() -> turn.get() > 3);
        server.close();
        assertThat(server.reload().outcome()).isEqualTo(Outcome.UNAVAILABLE);
        over.set(true);
        reloading.get(60, TimeUnit.SECONDS);
    }

    /** Two files take turns while webhooks come in, events go out and readers read. */
    @Test
    void nothingIsLostUnderLoad() throws Exception {
        String always = target("first", first);
        write(account(TOKEN, ""), always);
        server.reload();
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicInteger refused = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        List<CompletableFuture<Void>> load = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            load.add(CompletableFuture.runAsync(() -> sendUntil(over, acknowledged, refused), Background.THREADS));
        }
        for (int i = 0; i < 2; i++) {
            load.add(CompletableFuture.runAsync(() -> readUntil(over, refused), Background.THREADS));
        }

        for (int i = 1; i <= 6; i++) {
            int before = acknowledged.size();
            await().atMost(SOON).until(() -> acknowledged.size() > before + 50);
            write(
                    account(TOKEN + ", an older one", i % 2 == 0 ? "" : "api_keys: {" + KEY + ": " + SECRET + "}"),
                    i % 2 == 0 ? always : always + "  - {name: second, url: \"" + second.url("/") + "\"}\n");
            assertThat(server.reload().outcome()).isEqualTo(Outcome.APPLIED);
        }
        over.set(true);
        for (CompletableFuture<Void> each : load) {
            each.get(60, TimeUnit.SECONDS);
        }

        assertThat(refused).hasValue(0);
        awaitArrived(first, acknowledged);
        assertThat(sids(first)).hasSameElementsAs(acknowledged);
    }

    private void sendUntil(AtomicBoolean over, Set<String> acknowledged, AtomicInteger refused) {
        while (!over.get()) {
            String sid = TestCallbacks.sid("SM");
            if (post(TOKEN, sid) == 204) {
                acknowledged.add(sid);
            } else {
                refused.incrementAndGet();
            }
        }
    }

    private void readUntil(AtomicBoolean over, AtomicInteger refused) {
        while (!over.get()) {
            refused.addAndGet(read(SID, TOKEN) == 200 ? 0 : 1);
        }
    }

    private static String account(String tokens, String more) {
        return "accounts:\n  - sid: " + SID + "\n    auth_tokens: [" + tokens + "]\n"
                + (more.isEmpty() ? "" : "    " + more + "\n");
    }

    private static String target(String name, RecordingServer to) {
        return "forward:\n  - {name: " + name + ", url: \"" + to.url("/") + "\"}\n";
    }

    private static String receiver(String name) {
        return "    - {name: " + name + ", file: {path: " + name
                + ".txt}, template: {title: ONE-NOTICE, text: text}}\n";
    }

    /** @param receiversAndMore begins with receivers; empty for none */
    private static String alerts(String receiversAndMore) {
        return "alerts:\n  allow_private: [127.0.0.1]\n"
                + (receiversAndMore.isEmpty() ? "" : "  receivers:\n" + receiversAndMore);
    }

    private void write(String accounts, String more) {
        try {
            String all = more.contains("alerts:") || !more.contains("forward:") ? more : alerts("") + more;
            Files.writeString(file, accounts + all);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private long notices() throws IOException {
        Path log = folder.resolve("log.txt");
        return Files.exists(log)
                ? Files.readAllLines(log).stream()
                        .filter(line -> line.contains("ONE-NOTICE"))
                        .count()
                : 0;
    }

    private static String debugger() {
        return TestCallbacks.debugger(TestCallbacks.sid("NO"), "{\"error_code\": \"11200\"}")
                .form();
    }

    /** Sends a webhook that is to be taken, and returns the SID of its message. */
    private String accept(String token) {
        String sid = TestCallbacks.sid("SM");
        assertThat(post(token, sid)).isEqualTo(204);
        return sid;
    }

    private int post(String token, String sid) {
        return postForm(token, TestCallbacks.messageStatus(sid, "sent").form());
    }

    private int postForm(String token, String form) {
        String url = "http://127.0.0.1:" + server.callbackPort() + "/twilio";
        return send(HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-Twilio-Signature", TestServer.sign(TestServer.tokenKey(token), url, form))
                        .POST(BodyPublishers.ofString(form)))
                .statusCode();
    }

    private int read(String user, String password) {
        return get(user, password, "/2010-04-01/Accounts/" + SID + "/Messages.json?PageSize=1")
                .statusCode();
    }

    private HttpResponse<String> get(String user, String password, String path) {
        return send(api(user, password, path).GET());
    }

    private HttpResponse<String> send(String path, String user, String password, String body) {
        return send(api(user, password, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private String metrics() {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.apiPort() + "/metrics")))
                .body();
    }

    private HttpRequest.Builder api(String user, String password, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.apiPort() + path))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(SOON).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }

    private static void awaitArrived(RecordingServer at, Set<String> wanted) {
        await().atMost(SOON).until(() -> sids(at).containsAll(wanted));
    }

    /** The messages that were told of. */
    private static Set<String> sids(RecordingServer at) {
        return at.requests().stream()
                .map(request -> request.body().replaceAll("(?s).*MessageSid=(SM[0-9a-f]{32}).*", "$1"))
                .collect(Collectors.toSet());
    }
}
