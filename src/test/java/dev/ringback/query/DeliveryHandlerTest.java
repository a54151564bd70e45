package dev.ringback.query;

import static dev.ringback.TestServer.ACCOUNT;
import static dev.ringback.TestServer.NOW;
import static dev.ringback.TestServer.SUBACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.ringback.TestServer;
import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.model.Delivery;
import dev.ringback.model.DeliveryAttempt;
import dev.ringback.model.DeliveryAttempt.Outcome;
import dev.ringback.storage.Database;
import dev.ringback.storage.DeliveryStore.Attempted;
import dev.ringback.storage.ForwardStore.NewDelivery;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.Databases;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryHandlerTest {
    private static final String LIST = "/ringback/v1/deliveries";
    private static final String NOTICE = """
            {"rule":"filtered","threshold":"each","state":"FIRING","labels":{"error_code":"30007"},"total":3}""";

    @TempDir
    Path folder;

    private TestServer server;
    private Database database;

    @BeforeEach
    void start() {
        // Sends nothing, so that all stays as it is
        server = TestServer.start(folder, ForwardOptions.NONE);
        database = Databases.openBesideServer(DatabaseOptions.of(TestServer.database(folder)));
        database.deliveries()
                .add(List.of(
                        new NewDelivery("team", "group", Delivery.Kind.NOTICE, null, NOTICE, NOW),
                        new NewDelivery("crm", "SM1", Delivery.Kind.EVENT, 7L, "", NOW.plusSeconds(1)),
                        new NewDelivery("crm", "event 8", Delivery.Kind.EVENT, 8L, "", NOW.plusSeconds(2)),
                        new NewDelivery(
                                "on call",
                                "given up",
                                Delivery.Kind.GIVEN_UP,
                                null,
                                "{\"receiver\":\"team\",\"count\":12}",
                                NOW.plusSeconds(3)),
                        new NewDelivery("team", "other", Delivery.Kind.NOTICE, null, "no JSON", NOW.plusSeconds(4))));
        attempted(1, 250, Outcome.FAILED, "503 Service Unavailable", Delivery.State.PENDING);
        attempted(1, 80, Outcome.REFUSED, "404 Not Found", Delivery.State.DEAD);
        attempted(2, 12, Outcome.DELIVERED, "200 OK", Delivery.State.DELIVERED);
        attempted(3, 15_000, Outcome.FAILED, "no answer within 15000 ms", Delivery.State.PENDING);
    }

    @AfterEach
    void stop() {
        database.close();
        server.close();
    }

    @Test
    void aDeliveryIsToldWithAllItsAttempts() {
        assertThat(server.read(LIST + "/1").asString())
                .isEqualTo("{\"id\":1,\"receiver\":\"team\",\"kind\":\"notice\",\"state\":\"dead\","
                        + "\"created_at\":\"2026-01-01T12:00:00.000Z\",\"next_attempt_at\":null,\"key\":\"group\","
                        + "\"event_id\":null,"
                        + "\"about\":{\"rule\":\"filtered\",\"status\":\"firing\",\"labels\":{\"error_code\":\"30007\"}},"
                        + "\"attempts\":[{\"at\":\"2026-01-01T12:00:00.000Z\",\"outcome\":\"failed\","
                        + "\"latency_ms\":250,\"reason\":\"503 Service Unavailable\"},"
                        + "{\"at\":\"2026-01-01T12:00:00.000Z\",\"outcome\":\"refused\",\"latency_ms\":80,"
                        + "\"reason\":\"404 Not Found\"}]}");
    }

    @Test
    void theListHasEveryKindNewestFirst() {
        Response list = server.read(LIST);

        assertThat(list.contentType()).startsWith("application/json");
        assertThat(list.<List<Integer>>path("deliveries.id")).containsExactly(5, 4, 3, 2, 1);
        assertThat(list.<List<String>>path("deliveries.kind"))
                .containsExactly("notice", "given_up", "event", "event", "notice");
        assertThat(list.<String>path("deliveries[1].about.receiver")).isEqualTo("team");
        assertThat((int) list.path("deliveries[1].about.count")).isEqualTo(12);
        assertThat(list.<String>path("deliveries[2].about.sid")).isNull();
        assertThat(list.<String>path("deliveries[2].next_attempt_at")).isEqualTo("2026-01-01T13:00:00.000Z");
        assertThat(list.<String>path("deliveries[3].about.sid")).isEqualTo("SM1");
        assertThat((int) list.path("deliveries[3].event_id")).isEqualTo(7);
        assertThat(list.<String>path("next_page_uri")).isNull();
    }

    @Test
    void theListCanBeLimited() {
        assertThat(ids(LIST + "?Receiver=crm")).containsExactly(3, 2);
        assertThat(ids(LIST + "?State=dead")).containsExactly(1);
        assertThat(ids(LIST + "?Receiver=crm&State=pending")).containsExactly(3);
        assertThat(ids(LIST + "?Receiver=on+call")).containsExactly(4);
        assertThat(ids(LIST + "?Receiver=nobody")).isEmpty();
    }

    @Test
    void pagesGoByIdAndKeepTheFilter() {
        Response first = server.read(LIST + "?Receiver=crm&PageSize=1");
        database.deliveries()
                .add(List.of(new NewDelivery("crm", "SM3", Delivery.Kind.EVENT, 9L, "", NOW.plusSeconds(9))));
        Response second = server.read(first.path("next_page_uri"));

        assertThat(first.<List<Integer>>path("deliveries.id")).containsExactly(3);
        assertThat(first.<String>path("next_page_uri")).isEqualTo(LIST + "?PageSize=1&Receiver=crm&Before=3");
        assertThat(second.<List<Integer>>path("deliveries.id")).containsExactly(2);
        assertThat(second.<String>path("next_page_uri")).isNull();
    }

    @Test
    void badParametersAreNamed() {
        server.as(ACCOUNT)
                .get(LIST + "?State=lost")
                .then()
                .statusCode(400)
                .body("code", equalTo(20001))
                .body("message", equalTo("Parameter State is invalid: 'lost' is not one of pending, delivered, dead"));
        server.as(ACCOUNT).get(LIST + "?Before=x").then().statusCode(400);
        server.as(ACCOUNT).get(LIST + "?PageSize=0").then().statusCode(400).body("code", equalTo(20007));
    }

    @Test
    void anUnknownDeliveryIsNotFound() {
        for (String id : List.of("99", "x", "-1", "1234567890123456789")) {
            server.as(ACCOUNT).get(LIST + "/" + id).then().statusCode(404).body("code", equalTo(20404));
        }
    }

    @Test
    void onlyCredentialsThatOpenEveryAccountOpenThis() {
        for (String path : List.of(LIST, LIST + "/1")) {
            server.anonymous().get(path).then().statusCode(401).body("code", equalTo(20003));
            server.anonymous()
                    .auth()
                    .preemptive()
                    .basic(ACCOUNT.sid(), "wrong")
                    .get(path)
                    .then()
                    .statusCode(401);
            server.as(SUBACCOUNT)
                    .get(path)
                    .then()
                    .statusCode(403)
                    .body("code", equalTo(20403))
                    .body("status", equalTo(403));
        }
    }

    private List<Integer> ids(String path) {
        return server.read(path).path("deliveries.id");
    }

    private void attempted(long id, int millis, Outcome outcome, String reason, Delivery.State state) {
        DeliveryAttempt attempt = new DeliveryAttempt(NOW, Duration.ofMillis(millis), outcome, reason);
        database.deliveries().record(List.of(new Attempted(id, attempt, state, NOW.plusSeconds(3600))));
    }
}
