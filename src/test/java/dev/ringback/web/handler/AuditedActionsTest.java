package dev.ringback.web.handler;

import static dev.ringback.TestServer.ACCOUNT;
import static dev.ringback.TestServer.NOW;
import static dev.ringback.TestServer.SUBACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestServer;
import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.forward.notice.LinkSignature;
import dev.ringback.forward.notice.SignedLinks;
import dev.ringback.forward.rule.Label;
import dev.ringback.model.Accounts;
import dev.ringback.model.Actor;
import dev.ringback.model.AuditRecord;
import dev.ringback.model.Role;
import dev.ringback.storage.AuditStore;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.Databases;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every action that is asked for at the API door is in the audit, with who did it; what was refused is not. */
class AuditedActionsTest {
    private static final String SILENCES = "/ringback/v1/silences";
    private static final String KEY = "SK00000000000000000000000000000001";
    private static final Actor TOKEN = Actor.of(ACCOUNT.sid(), Actor.AUTH_TOKEN, Role.ADMIN);

    @TempDir
    Path folder;

    private TestServer server;
    private Database database;

    @BeforeEach
    void start() {
        server = TestServer.start(folder, ForwardOptions.NONE);
        database = Databases.openBesideServer(DatabaseOptions.of(TestServer.database(folder)));
    }

    @AfterEach
    void stop() {
        database.close();
        server.close();
    }

    @Test
    void silencesAndTheirEndsAreWrittenDownWithoutWhatTheyMatch() {
        server.as(ACCOUNT)
                .body("{\"matchers\": [\"host = app.example.com\"], \"duration\": \"2h\", \"comment\": \"my words\"}")
                .post(SILENCES)
                .then()
                .statusCode(201);
        withKey().delete(SILENCES + "/1").then().statusCode(200);

        assertThat(audit())
                .containsExactly(
                        new AuditRecord(
                                2,
                                NOW,
                                Actor.of(ACCOUNT.sid(), KEY, Role.OPERATOR),
                                "silence.end",
                                "silence 1 until 2026-01-01T12:00:00Z, matchers: 1",
                                1),
                        new AuditRecord(
                                1, NOW, TOKEN, "silence", "silence 1 until 2026-01-01T14:00:00Z, matchers: 1", 1));
    }

    @Test
    void aReplayOfTheQuarantineIsWrittenDownWithItsCounts() {
        server.replay(ACCOUNT).then().statusCode(200);

        assertThat(audit())
                .containsExactly(new AuditRecord(
                        1, NOW, TOKEN, "quarantine.replay", "0 taken in, 0 already known, 0 still refused", 0));
    }

    @Test
    void actionsByALinkAreRecordedAsTheLinks() {
        URI link = new SignedLinks(
                        "https://ringback.example.com", new LinkSignature(new Accounts(List.of(ACCOUNT, SUBACCOUNT))))
                .silence("filtered", Map.of(Label.ERROR_CODE, "30007"))
                .orElseThrow();
        String target = link.getRawPath() + "?" + link.getRawQuery();
        form("for", "2h").post(target).then().statusCode(200);
        form("end", "1").post(target).then().statusCode(200);

        assertThat(audit()).extracting(AuditRecord::actor).containsExactly(Actor.link(), Actor.link());
        assertThat(audit())
                .extracting(AuditRecord::subject)
                .containsExactly(
                        "silence 1 until 2026-01-01T12:00:00Z of rule filtered, matchers: 1",
                        "silence 1 until 2026-01-01T14:00:00Z of rule filtered, matchers: 1");
        assertThat(audit()).extracting(AuditRecord::action).containsExactly("silence.end", "silence");
    }

    @Test
    void refusedActionsAreNotRecorded() {
        server.as(ACCOUNT).body("{}").post(SILENCES).then().statusCode(400);
        server.as(SUBACCOUNT).delete(SILENCES + "/1").then().statusCode(403);
        server.as(ACCOUNT).delete(SILENCES + "/1").then().statusCode(404);
        server.as(ACCOUNT).post("/ringback/v1/deliveries/1/replay").then().statusCode(404);
        form("for", "2h").post(SilencePage.PATH + "?rule=x&signature=y").then().statusCode(403);

        assertThat(audit()).isEmpty();
    }

    private RequestSpecification form(String name, String value) {
        return server.anonymous()
                .contentType("application/x-www-form-urlencoded")
                .formParam(name, value);
    }

    private RequestSpecification withKey() {
        return server.anonymous().auth().preemptive().basic(KEY, "the secret of a key");
    }

    private List<AuditRecord> audit() {
        return database.audit()
                .newestFirst(AuditStore.Filter.NONE, Long.MAX_VALUE, 10)
                .items();
    }
}
