package dev.ringback;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.config.SettingsReader;
import dev.ringback.model.Account;
import dev.ringback.model.LinkKey;
import dev.ringback.model.ReloadReport.Outcome;
import dev.ringback.storage.jdbi.postgres.TestPostgres;
import dev.ringback.web.session.SignedIn;
import io.restassured.response.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has signed in at one node of a PostgreSQL is signed in at all, and out at all. */
@Timeout(180)
class SignInNodesTest {
    private static final Account ACCOUNT = TestServer.ACCOUNT;

    @TempDir
    Path folder;

    private final List<RingbackServer> nodes = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        TestPostgres.open(folder).close();
        write(TestCallbacks.AUTH_TOKEN);
        for (int i = 0; i < 2; i++) {
            RingbackServer node = RingbackServer.start(reader().read(), Clock.systemUTC());
            node.reloadFrom(() -> reader().read());
            nodes.add(node);
        }
    }

    @AfterEach
    void stop() {
        nodes.forEach(RingbackServer::close);
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

    private void write(String token) throws Exception {
        Files.writeString(
                folder.resolve("ringback.yaml"),
                "accounts:\n  - sid: " + ACCOUNT.sid() + "\n    auth_tokens: ['" + token + "']\n");
    }

    private String url(int node) {
        return "http://127.0.0.1:" + nodes.get(node).apiPort();
    }

    private String signIn(int node, String token) {
        Response answer = given().header("Connection", "close")
                .redirects()
                .follow(false)
                .header("Origin", url(node))
                .formParam("user", ACCOUNT.sid())
                .formParam("password", token)
                .post(url(node) + "/sign-in");
        assertThat(answer.statusCode()).isEqualTo(303);
        return answer.getCookie("ringback-session");
    }

    private int status(int node, String cookie) {
        return given().header("Connection", "close")
                .cookie("ringback-session", cookie)
                .get(url(node) + "/ringback/v1/events")
                .statusCode();
    }

    /** The token of forms, as pages have it. */
    private static String csrf(String cookie) {
        return new LinkKey(cookie, "ringback forms of a session").sign(List.of());
    }

    @Test
    void aSessionIsThereAtAllNodesUntilItIsEndedAtOne() {
        String cookie = signIn(0, TestCallbacks.AUTH_TOKEN);
        String other = signIn(0, TestCallbacks.AUTH_TOKEN);
        assertThat(List.of(status(0, cookie), status(1, cookie))).containsExactly(200, 200);

        Response out = given().header("Connection", "close")
                .redirects()
                .follow(false)
                .cookie("ringback-session", cookie)
                .header("Origin", url(1))
                .formParam(SignedIn.CSRF_FIELD, csrf(cookie))
                .post(url(1) + "/sign-out");

        assertThat(out.statusCode()).isEqualTo(303);
        assertThat(List.of(status(0, cookie), status(1, cookie))).containsExactly(401, 401);
        assertThat(status(1, other)).isEqualTo(200);
    }

    @Test
    void aNewTokenEndsTheSessionsOfTheOldOneAtEachNodeThatHasReadIt() throws Exception {
        String cookie = signIn(0, TestCallbacks.AUTH_TOKEN);
        write("the token after the rotation");

        assertThat(nodes.get(0).reload().outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(List.of(status(0, cookie), status(1, cookie))).containsExactly(401, 200);
        assertThat(nodes.get(1).reload().outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(status(1, cookie)).isEqualTo(401);

        String newer = signIn(1, "the token after the rotation");
        assertThat(status(0, newer)).isEqualTo(200);
    }

    @Test
    void noKeyIsNamedInTheMetrics() {
        signIn(0, TestCallbacks.AUTH_TOKEN);

        String metrics = given().get(url(0) + "/metrics").asString();
        assertThat(metrics)
                .contains("ringback_sign_ins_total{outcome=\"signed_in\"} 1.0")
                .contains("ringback_sign_ins_total{outcome=\"wrong\"} 0.0");
        assertThat(metrics.lines().filter(line -> line.contains("sign_ins")))
                .noneMatch(line -> line.contains("AC") || line.contains("SK"));
    }
}
