package dev.ringback.query;

import static dev.ringback.TestServer.ACCOUNT;
import static dev.ringback.TestServer.NOW;
import static dev.ringback.TestServer.SUBACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestServer;
import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.model.Actor;
import dev.ringback.model.AuditRecord;
import dev.ringback.model.Role;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.Databases;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditHandlerTest {
    private static final String LIST = "/ringback/v1/audit";

    @TempDir
    Path folder;

    private TestServer server;
    private Database database;

    @BeforeEach
    void start() {
        server = TestServer.start(folder, ForwardOptions.NONE);
        database = Databases.openBesideServer(DatabaseOptions.of(TestServer.database(folder)));
        Actor key = Actor.of(ACCOUNT.sid(), "SK00000000000000000000000000000001", Role.OPERATOR);
        add(key, "silence", "silence 1", 0);
        add(Actor.link(), "silence.end", "silence 1", 60);
        add(Actor.command("ann"), "silence", "silence 2", 120);
    }

    private void add(Actor actor, String action, String subject, long seconds) {
        database.audit().add(new AuditRecord(0, NOW.plusSeconds(seconds), actor, action, subject, 1));
    }

    @AfterEach
    void stop() {
        database.close();
        server.close();
    }

    @Test
    void theListHasWhoDidWhatNewestFirst() {
        assertThat(server.read(LIST).asString())
                .isEqualTo("{\"records\":[{\"id\":3,\"at\":\"2026-01-01T12:02:00.000Z\",\"account_sid\":null,"
                        + "\"credential\":\"command\",\"role\":null,\"os_user\":\"ann\",\"action\":\"silence\","
                        + "\"subject\":\"silence 2\",\"affected\":1},"
                        + "{\"id\":2,\"at\":\"2026-01-01T12:01:00.000Z\",\"account_sid\":null,\"credential\":\"link\","
                        + "\"role\":null,\"os_user\":null,\"action\":\"silence.end\",\"subject\":\"silence 1\","
                        + "\"affected\":1},"
                        + "{\"id\":1,\"at\":\"2026-01-01T12:00:00.000Z\",\"account_sid\":\"" + ACCOUNT.sid()
                        + "\",\"credential\":\"SK00000000000000000000000000000001\",\"role\":\"operator\","
                        + "\"os_user\":null,\"action\":\"silence\",\"subject\":\"silence 1\",\"affected\":1}],"
                        + "\"next_page_uri\":null}");
    }

    @Test
    void theListCanBeLimited() {
        assertThat(ids(LIST + "?Action=silence")).containsExactly(3, 1);
        assertThat(ids(LIST + "?Since=2026-01-01T12:01:00Z")).containsExactly(3, 2);
        assertThat(ids(LIST + "?Before=2026-01-01T12:02:00Z")).containsExactly(2, 1);
        assertThat(ids(LIST + "?Action=quarantine.replay")).isEmpty();
        assertThat(server.read(LIST + "?Action=dance").asString())
                .contains(
                        "Parameter Action is invalid",
                        "silence, silence.end, quarantine.replay, deliveries.replay, job.start, job.cancel, job.resume");
        assertThat(server.read(LIST + "?Since=soon").statusCode()).isEqualTo(400);
    }

    @Test
    void pagesGoByIdAndKeepTheFilter() {
        Response first = server.read(LIST + "?Action=silence&PageSize=1");
        add(Actor.link(), "silence", "silence 3", 180);
        Response second = server.read(first.path("next_page_uri"));

        assertThat(first.<List<Integer>>path("records.id")).containsExactly(3);
        assertThat(first.<String>path("next_page_uri")).isEqualTo(LIST + "?Action=silence&PageSize=1&BeforeId=3");
        assertThat(second.<List<Integer>>path("records.id")).containsExactly(1);
        assertThat(second.<String>path("next_page_uri")).isNull();
    }

    @Test
    void itIsForThoseWhoOpenEveryAccountAndHaveTheRole() {
        assertThat(server.read(SUBACCOUNT, LIST).statusCode()).isEqualTo(403);
        Response operator = server.anonymous()
                .auth()
                .preemptive()
                .basic("SK00000000000000000000000000000001", "the secret of a key")
                .get(LIST);
        assertThat(operator.statusCode()).isEqualTo(403);
        assertThat(operator.<String>path("message")).contains("needs the role admin");
    }

    private List<Integer> ids(String path) {
        return server.read(path).path("records.id");
    }
}
