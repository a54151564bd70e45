package dev.ringback.query;

import static dev.ringback.TestServer.ACCOUNT;
import static dev.ringback.TestServer.NOW;
import static dev.ringback.TestServer.OTHER_ACCOUNT;
import static dev.ringback.TestServer.SUBACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.TestCallbacks;
import dev.ringback.TestServer;
import dev.ringback.ingest.CallbackOptions;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatsHandlerTest {
    private static final String STATS = "/ringback/v1/stats";

    @TempDir
    Path folder;

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(folder, CallbackOptions.defaults(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonPath stats(String query) {
        return server.read(STATS + query).jsonPath();
    }

    private void send(TestCallbacks... callbacks) {
        for (TestCallbacks callback : callbacks) {
            assertThat(server.post(callback).statusCode()).isEqualTo(204);
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        stats("").getInt("totals.messages") + stats("").getInt("totals.inbound") == callbacks.length);
    }

    private static TestCallbacks status(String status) {
        return TestCallbacks.messageStatus(TestCallbacks.sid("SM"), status);
    }

    @Test
    void theLastDayIsToldByTheHour() {
        JsonPath stats = stats("");

        assertThat(stats.getString("since")).isEqualTo("2025-12-31T13:00:00Z");
        assertThat(stats.getString("before")).isEqualTo("2026-01-01T13:00:00Z");
        assertThat(stats.getString("by")).isEqualTo("hour");
        assertThat(stats.getList("rows")).hasSize(24);
        assertThat(stats.getString("rows[23].key")).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(stats.getMap("totals"))
                .containsKeys("messages", "delivered", "under_way", "inbound")
                .containsEntry("delivery_rate", null);
        assertThat(stats.getMap("previous")).isEqualTo(stats.getMap("totals"));
        assertThat(stats.getList("callbacks.per_minute")).hasSize(60);
        assertThat(server.read(STATS).contentType()).isEqualTo("application/json");
        assertThat(stats("?Since=2025-12-01").getString("by")).isEqualTo("day");
        assertThat(stats("?Since=2025-12-01").getList("rows")).hasSize(32);
    }

    @Test
    void aFilterNarrowsTotalsAndRows() {
        send(
                status("sent"),
                status("undelivered").with("ErrorCode", "30003").with("To", "+442079460101"),
                status("failed").with("ErrorCode", "30003").with("To", "+14165550101"),
                status("delivered").with("From", "+14155550199"));

        String now = "?Since=2026-01-01T12:00:00Z&Before=2026-01-01T13:00:00Z";
        assertThat(stats(now).getMap("totals.error_codes")).isEqualTo(Map.of("30003", 2));
        assertThat(stats(now + "&By=country").getList("rows.key")).isEqualTo(List.of("US", "CA", "GB"));
        assertThat(stats(now + "&By=country&ErrorCode=30003").getList("rows.key"))
                .isEqualTo(List.of("CA", "GB"));
        assertThat(stats(now + "&By=country&ErrorCode=none").getList("rows.messages"))
                .isEqualTo(List.of(2));
        assertThat(stats(now + "&By=status&Country=gb").getList("rows.key")).isEqualTo(List.of("undelivered"));
        assertThat(stats(now + "&Sender=%2B14155550199").getInt("totals.messages"))
                .isEqualTo(1);
        assertThat(stats(now + "&Sender=+14155550199").getInt("totals.delivered"))
                .isEqualTo(1);
        assertThat(stats(now + "&Status=FAILED&By=error_code").getList("rows.key"))
                .isEqualTo(List.of("30003"));
        assertThat(stats(now + "&Service=none&Carrier=none").getInt("totals.messages"))
                .isEqualTo(4);
        assertThat(stats(now + "&Service=MG1").getInt("totals.messages")).isZero();
        assertThat(server.read(STATS + now).asString()).contains("\"delivery_rate\":0.3333");
        assertThat(stats(now).getList("callbacks.kinds.kind")).isEqualTo(List.of("message-status"));
        assertThat(stats(now).getInt("callbacks.kinds[0].last_hour")).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "By=colour",
                "Since=yesterday",
                "Since=2026-01-02&Before=2026-01-01",
                "Since=2025-01-01&By=hour",
                "Since=1990-01-01",
                "ErrorCode=x",
                "Account=SM1"
            })
    void whatCannotBeIsABadRequest(String query) {
        assertThat(server.read(STATS + "?" + query).statusCode()).isEqualTo(400);
        assertThat(server.read(STATS + "?" + query).jsonPath().getInt("status")).isEqualTo(400);
    }

    @Test
    void credentialsSeeTheAccountsThatTheyOpen() {
        send(status("sent"));

        String now = STATS + "?By=account";
        assertThat(server.read(SUBACCOUNT, now).jsonPath().getInt("totals.messages"))
                .isZero();
        assertThat(server.read(now + "&Account=" + SUBACCOUNT.sid()).jsonPath().getInt("totals.messages"))
                .isZero();
        assertThat(server.read(now).jsonPath().getList("rows.key")).isEqualTo(List.of(ACCOUNT.sid()));
        assertThat(server.read(now + "&Account=" + OTHER_ACCOUNT.sid()).statusCode())
                .isEqualTo(403);
        assertThat(server.anonymous().get(STATS).statusCode()).isEqualTo(401);
    }
}
