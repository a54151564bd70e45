package dev.ringback.query;

import static dev.ringback.TestServer.ACCOUNT;
import static dev.ringback.TestServer.NOW;
import static dev.ringback.TestServer.OTHER_ACCOUNT;
import static dev.ringback.TestServer.SUBACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestServer;
import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.storage.Database;
import dev.ringback.storage.RequestCount;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.Databases;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavingsHandlerTest {
    private static final String SAVINGS = "/ringback/v1/savings";
    private static final String KEY = "SK00000000000000000000000000000001";

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

    private void count(long hours, String account, String caller, String what, long count) {
        database.requestCounts()
                .add(NOW.plusSeconds(hours * 3_600), List.of(new RequestCount(account, caller, what, count)));
    }

    private String savings(String query) {
        return server.read(SAVINGS + query).asString();
    }

    @Test
    void nothingWasSavedWhereNothingWasCounted() {
        assertThat(savings(""))
                .isEqualTo("{\"total\":{\"mirror\":0,\"requests\":0,\"purposes\":{},\"too_many_requests\":0,"
                        + "\"saved\":null},\"accounts\":[]}");
        assertThat(server.read(SAVINGS).contentType()).isEqualTo("application/json");
    }

    @Test
    void eachAccountHasItsCallersAndItsShare() {
        count(0, ACCOUNT.sid(), KEY, "mirror", 20_000);
        count(1, ACCOUNT.sid(), KEY, "mirror", 9_998);
        count(0, ACCOUNT.sid(), "auth token", "mirror", 1);
        count(0, ACCOUNT.sid(), "", "read", 1);
        count(0, ACCOUNT.sid(), "", "429", 1);
        count(0, SUBACCOUNT.sid(), "", "repair", 2);
        count(0, SUBACCOUNT.sid(), "", "backfill", 3);

        assertThat(savings(""))
                .isEqualTo("{\"total\":{\"mirror\":29999,\"requests\":6,"
                        + "\"purposes\":{\"backfill\":3,\"read\":1,\"repair\":2},\"too_many_requests\":1,"
                        + "\"saved\":0.9998},\"accounts\":["
                        + "{\"account_sid\":\"" + ACCOUNT.sid()
                        + "\",\"mirror\":29999,\"requests\":1,\"purposes\":{\"read\":1},\"too_many_requests\":1,"
                        + "\"saved\":0.9999,\"callers\":[{\"credential\":\"" + KEY + "\",\"mirror\":29998},"
                        + "{\"credential\":\"auth token\",\"mirror\":1}]},"
                        + "{\"account_sid\":\"" + SUBACCOUNT.sid()
                        + "\",\"mirror\":0,\"requests\":5,\"purposes\":{\"backfill\":3,\"repair\":2},"
                        + "\"too_many_requests\":0,\"saved\":0.0000,\"callers\":[]}]}");
    }

    @Test
    void sinceAndBeforeLimitItToHours() {
        count(0, ACCOUNT.sid(), KEY, "mirror", 1);
        count(1, ACCOUNT.sid(), KEY, "mirror", 2);
        count(2, ACCOUNT.sid(), KEY, "mirror", 4);

        assertThat(savings("?Since=2026-01-01T13:30:00Z")).contains("\"mirror\":6,");
        assertThat(savings("?Since=2026-01-01T13:00:00Z&Before=2026-01-01T14:00:00Z"))
                .contains("\"mirror\":2,");
        assertThat(savings("?Before=2026-01-01")).contains("\"accounts\":[]");
        assertThat(server.read(SAVINGS + "?Since=yesterday").statusCode()).isEqualTo(400);
    }

    @Test
    void credentialsSeeTheAccountsThatTheyOpen() {
        count(0, ACCOUNT.sid(), KEY, "mirror", 1);
        count(0, SUBACCOUNT.sid(), KEY, "mirror", 2);
        count(0, OTHER_ACCOUNT.sid(), KEY, "mirror", 4);

        assertThat(server.read(SUBACCOUNT, SAVINGS).jsonPath().getInt("total.mirror"))
                .isEqualTo(2);
        assertThat(server.read(SUBACCOUNT, SAVINGS).asString()).doesNotContain(ACCOUNT.sid());
        assertThat(server.anonymous().get(SAVINGS).statusCode()).isEqualTo(401);
    }
}
