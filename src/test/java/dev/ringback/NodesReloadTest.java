package dev.ringback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.config.SettingsReader;
import dev.ringback.model.Actor;
import dev.ringback.model.ReloadReport;
import dev.ringback.model.ReloadReport.Outcome;
import dev.ringback.outbound.RecordingServer;
import dev.ringback.storage.AuditStore;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.Databases;
import dev.ringback.storage.jdbi.postgres.TestPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes of one PostgreSQL that read their settings again, one after the other. */
@Timeout(180)
class NodesReloadTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String TOKEN = TestCallbacks.AUTH_TOKEN;
    private static final String NEW_TOKEN = "the token after the rotation";

    @TempDir
    Path folder;

    private final RecordingServer target = RecordingServer.start();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<RingbackServer> nodes = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        TestPostgres.open(folder).close();
        write(List.of(TOKEN), "");
        for (int i = 0; i < 2; i++) {
            RingbackServer node = RingbackServer.start(reader().read(), Clock.systemUTC());
            node.reloadFrom(() -> reader().read());
            nodes.add(node);
        }
    }

    @AfterEach
    void stop() throws IOException {
        nodes.forEach(RingbackServer::close);
        target.close();
    }

    private SettingsReader reader() {
        return new SettingsReader(Map.of(
                "RINGBACK_CONFIG",
                folder.resolve("ringback.yaml").toString(),
                "RINGBACK_DATABASE",
                TestPostgres.options().jdbcUrl(),
                "RINGBACK_CALLBACK_LISTEN",
                "127.0.0.1:0",
                "RINGBACK_API_LISTEN",
                "127.0.0.1:0"));
    }

    private void write(List<String> tokens, String more) throws IOException {
        String list = tokens.stream().map(token -> '"' + token + '"').collect(Collectors.joining(", "));
        Files.writeString(
                folder.resolve("ringback.yaml"),
                "accounts:\n  - {sid: " + TestCallbacks.ACCOUNT_SID + ", auth_tokens: [" + list + "]}\n" + more);
    }

    private int post(RingbackServer node, String token, String sid) throws Exception {
        String form = TestCallbacks.messageStatus(sid, "sent").form();
        String url = "http://127.0.0.1:" + node.callbackPort() + "/twilio";
        return client.send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("X-Twilio-Signature", TestServer.sign(TestServer.tokenKey(token), url, form))
                                .POST(BodyPublishers.ofString(form))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    @Test
    void eachNodeHasTheNewSettingsOnceItHasReadThemItself() throws Exception {
        write(List.of(NEW_TOKEN), "");
        assertThat(nodes.get(0).reload().outcome()).isEqualTo(Outcome.APPLIED);

        assertThat(post(nodes.get(0), NEW_TOKEN, TestCallbacks.sid("SM"))).isEqualTo(204);
        assertThat(post(nodes.get(0), TOKEN, TestCallbacks.sid("SM"))).isEqualTo(403);
        assertThat(post(nodes.get(1), TOKEN, TestCallbacks.sid("SM"))).isEqualTo(204);
        assertThat(nodes.get(1).reload().outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(post(nodes.get(1), NEW_TOKEN, TestCallbacks.sid("SM"))).isEqualTo(204);
        assertThat(post(nodes.get(1), TOKEN, TestCallbacks.sid("SM"))).isEqualTo(403);
    }

    @Test
    void theAuditOfAllNodesSaysWhatEachHasRead() throws Exception {
        write(List.of(NEW_TOKEN), "");
        nodes.forEach(RingbackServer::reload);

        try (Database database = Databases.openBesideServer(TestPostgres.options())) {
            assertThat(database.audit()
                            .newestFirst(AuditStore.Filter.NONE, Long.MAX_VALUE, 9)
                            .items())
                    .hasSize(2)
                    .allSatisfy(row -> {
                        assertThat(row.actor()).isEqualTo(Actor.operatingSystem());
                        assertThat(row.action()).isEqualTo("reload");
                        assertThat(row.subject())
                                .isEqualTo("account " + TestCallbacks.ACCOUNT_SID + " has changed (auth_tokens)");
                    });
        }
    }

    @Test
    void nothingIsLostWhileBothReadTheirSettingsAgainUnderLoad() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        List<CompletableFuture<List<String>>> senders = nodes.stream()
                .map(node -> CompletableFuture.supplyAsync(() -> send(node, over), Background.THREADS))
                .toList();
        write(
                List.of(TOKEN),
                "alerts: {allow_private: [127.0.0.1]}\nforward:\n  - {name: target, url: \"" + target.url("/")
                        + "\"}\n");
        List<ReloadReport> reports = new ArrayList<>();
        for (RingbackServer node : nodes) {
            reports.add(node.reload());
        }
        String last = TestCallbacks.sid("SM");
        assertThat(post(nodes.get(1), TOKEN, last)).isEqualTo(204);
        over.set(true);
        List<String> accepted = new ArrayList<>();
        for (CompletableFuture<List<String>> sender : senders) {
            accepted.addAll(sender.get());
        }

        assertThat(reports).allMatch(report -> report.outcome() == Outcome.APPLIED);
        assertThat(accepted).isNotEmpty();
        // What came before whichever node forwards had the target is sent to nobody; what came after both had it is
        // sent once.
        await().atMost(SOON).until(() -> arrivals(last) == 1);
        for (String sid : accepted) {
            assertThat(arrivals(sid)).isLessThanOrEqualTo(1);
            assertThat(isStored(sid)).as(sid).isTrue();
        }
    }

    private List<String> send(RingbackServer node, AtomicBoolean over) {
        List<String> accepted = new ArrayList<>();
        while (!over.get()) {
            String sid = TestCallbacks.sid("SM");
            try {
                assertThat(post(node, TOKEN, sid)).isEqualTo(204);
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
            accepted.add(sid);
        }
        return accepted;
    }

    private long arrivals(String sid) {
        return target.requests().stream()
                .filter(request -> request.body().contains(sid))
                .count();
    }

    private boolean isStored(String sid) throws Exception {
        String url = "http://127.0.0.1:" + nodes.get(0).apiPort() + "/2010-04-01/Accounts/" + TestCallbacks.ACCOUNT_SID
                + "/Messages/" + sid + ".json";
        String credentials = TestCallbacks.ACCOUNT_SID + ":" + TOKEN;
        return client.send(
                                HttpRequest.newBuilder(URI.create(url))
                                        .header(
                                                "Authorization",
                                                "Basic "
                                                        + Base64.getEncoder()
                                                                .encodeToString(
                                                                        credentials.getBytes(StandardCharsets.UTF_8)))
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode()
                == 200;
    }
}
