package dev.ringback.web.handler;

import static dev.ringback.TestServer.ACCOUNT;
import static dev.ringback.TestServer.NOW;
import static dev.ringback.TestServer.SUBACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.ringback.TestServer;
import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.forward.delivery.ReceiverSettings;
import dev.ringback.forward.mute.Inhibition;
import dev.ringback.forward.notice.NoticeJson;
import dev.ringback.forward.notice.NoticeTemplates;
import dev.ringback.forward.notice.SampleNotices;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.forward.rule.Rules;
import dev.ringback.model.AuditRecord;
import dev.ringback.model.Delivery;
import dev.ringback.model.DeliveryAttempt;
import dev.ringback.model.DeliveryAttempt.Outcome;
import dev.ringback.storage.AuditStore;
import dev.ringback.storage.Database;
import dev.ringback.storage.DeliveryStore.Attempted;
import dev.ringback.storage.DeliveryStore.Filter;
import dev.ringback.storage.ForwardStore.NewDelivery;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.Databases;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryReplayHandlerTest {
    private static final String DELIVERIES = "/ringback/v1/deliveries";
    private static final String REPLAY = DELIVERIES + "/replay";

    @TempDir
    Path folder;

    private TestServer server;
    private Database database;

    @BeforeEach
    void start() {
        ReceiverSettings team = new ReceiverSettings(
                "team",
                "file",
                http -> notice -> Reply.delivered("200 OK"),
                NoticeTemplates.shipped(),
                Optional.empty());
        DatabaseOptions options = DatabaseOptions.of(TestServer.database(folder));
        try (Database before = Databases.open(options)) {
            add(before, "team", NOW.minusSeconds(7200), Delivery.State.DEAD);
            add(before, "team", NOW.minusSeconds(60), Delivery.State.DEAD);
            add(before, "team", NOW.minusSeconds(30), Delivery.State.DEAD);
            add(before, "gone", NOW, Delivery.State.DEAD);
            add(before, "team", NOW, Delivery.State.PENDING);
        }
        server = TestServer.start(
                folder,
                new ForwardOptions(new Rules(List.of()), Inhibition.PRESETS, List.of(team), List.of(), List.of()));
        database = Databases.openBesideServer(options);
    }

    @AfterEach
    void stop() {
        database.close();
        server.close();
    }

    @Test
    void aDeadDeliveryGoesOutAgain() {
        server.as(ACCOUNT).post(DELIVERIES + "/2/replay").then().statusCode(200).body("replayed", equalTo(1));

        await().untilAsserted(() -> server.as(ACCOUNT)
                .get(DELIVERIES + "/2")
                .then()
                .body("state", equalTo("delivered"))
                .body("attempts.outcome", equalTo(List.of("refused", "delivered"))));
    }

    @Test
    void allDeadOnesOfASpanGoOutAgainByFormOrQuery() {
        server.as(ACCOUNT)
                .contentType("application/x-www-form-urlencoded")
                .body("Receiver=team&From=" + NOW.minusSeconds(60) + "&To=2026-01-01T12%3A59%3A30%2B01%3A00")
                .post(REPLAY)
                .then()
                .statusCode(200)
                .body("replayed", equalTo(1));
        server.as(ACCOUNT)
                .post(REPLAY + "?Receiver=team&From=" + NOW.minusSeconds(60) + "&To=" + NOW)
                .then()
                .statusCode(200)
                .body("replayed", equalTo(1));

        await().untilAsserted(() -> assertThat(List.of(state(2), state(3))).containsOnly(Delivery.State.DELIVERED));
        assertThat(state(1)).isEqualTo(Delivery.State.DEAD);
    }

    @Test
    void replaysAreInTheAudit() {
        server.as(ACCOUNT).post(DELIVERIES + "/2/replay").then().statusCode(200);
        server.as(ACCOUNT)
                .post(REPLAY + "?Receiver=team&From=2026-01-01T11:59:30Z&To=2026-01-01T12:00:00Z")
                .then()
                .statusCode(200);
        server.as(ACCOUNT).post(DELIVERIES + "/4/replay").then().statusCode(409);

        assertThat(database.audit()
                        .newestFirst(AuditStore.Filter.NONE, Long.MAX_VALUE, 10)
                        .items())
                .extracting(AuditRecord::action, AuditRecord::subject, AuditRecord::affected)
                .containsExactly(
                        tuple("deliveries.replay", "to team, from 2026-01-01T11:59:30Z to 2026-01-01T12:00:00Z", 1L),
                        tuple("deliveries.replay", "delivery 2", 1L));
    }

    @Test
    void aDeliveryThatCannotBeReplayedSaysWhy() {
        server.as(ACCOUNT)
                .post(DELIVERIES + "/5/replay")
                .then()
                .statusCode(409)
                .body("code", equalTo(20409))
                .body("message", equalTo("The delivery is pending anyway"));
        server.as(ACCOUNT)
                .post(DELIVERIES + "/4/replay")
                .then()
                .statusCode(409)
                .body("message", equalTo("The delivery's receiver is not in the settings any more"));
        server.as(ACCOUNT).post(DELIVERIES + "/999/replay").then().statusCode(404);
        server.as(ACCOUNT).post(DELIVERIES + "/x/replay").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                From=2026-01-01T00:00:00Z&To=2026-01-02T00:00:00Z               | Parameter Receiver is missing
                Receiver=team&To=2026-01-02T00:00:00Z                           | Parameter From is missing
                Receiver=team&From=2026-01-01T00:00:00Z                         | Parameter To is missing
                Receiver=team&From=yesterday&To=2026-01-02T00:00:00Z            | Parameter From is invalid: 'yesterday' is not a time
                Receiver=team&From=2026-01-01T00:00:00Z&To=2026                 | Parameter To is invalid: '2026' is not a time
                Receiver=team&From=2026-01-01T00:00:00Z&To=2026-01-01T00:00:00Z | Parameter To is invalid: '2026-01-01T00:00:00Z' is not later
                Receiver=you&From=2026-01-01T00:00:00Z&To=2026-01-02T00:00:00Z  | Parameter Receiver is invalid: it is no receiver or target
                """)
    void eachBadParameterIsNamed(String query, String message) {
        server.as(ACCOUNT)
                .post(REPLAY + "?" + query)
                .then()
                .statusCode(400)
                .body("code", equalTo(20001))
                .body("message", startsWith(message));
    }

    @Test
    void aLargeBodyIsRefused() {
        server.as(ACCOUNT)
                .formParam("Receiver", "x".repeat(20_000))
                .post(REPLAY)
                .then()
                .statusCode(413);
    }

    @Test
    void onlyCredentialsThatOpenEveryAccountReplay() {
        for (String path : List.of(REPLAY, DELIVERIES + "/1/replay")) {
            server.anonymous().post(path).then().statusCode(401);
            server.as(SUBACCOUNT).post(path).then().statusCode(403).body("code", equalTo(20403));
        }
        assertThat(state(1)).isEqualTo(Delivery.State.DEAD);
    }

    @Test
    void otherMethodsAreRefusedWithThoseThatAre() {
        server.as(ACCOUNT)
                .get(REPLAY)
                .then()
                .statusCode(405)
                .header("Allow", "POST")
                .body("message", equalTo("Method GET is not allowed here: send POST"));
        server.as(ACCOUNT).get(DELIVERIES + "/1/replay").then().statusCode(405).header("Allow", "POST");
        server.as(ACCOUNT).delete(DELIVERIES + "/1").then().statusCode(405).header("Allow", "GET, HEAD");
    }

    private static void add(Database database, String receiver, Instant createdAt, Delivery.State state) {
        String content = NoticeJson.write(SampleNotices.notice(Clock.fixed(NOW, ZoneOffset.UTC)));
        database.deliveries()
                .add(List.of(new NewDelivery(receiver, "key", Delivery.Kind.NOTICE, null, content, createdAt)));
        long id = database.deliveries()
                .newestFirst(new Filter(null, null), Long.MAX_VALUE, 1)
                .items()
                .get(0)
                .id();
        database.deliveries().record(List.of(new Attempted(id, refused(), state, NOW.plusSeconds(3600))));
    }

    private Delivery.State state(long id) {
        return database.deliveries().find(id).orElseThrow().state();
    }

    private static DeliveryAttempt refused() {
        return new DeliveryAttempt(NOW, Duration.ofMillis(5), Outcome.REFUSED, "404 Not Found");
    }
}
