package dev.ringback.upstream;

import static dev.ringback.TestServer.ACCOUNT;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestServer;
import dev.ringback.simulate.api.http.Fault;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server counts while it answers, and what is there after its stop. */
class SavingsTest {
    private static final String SID = "SM00000000000000000000000000000001";
    private static final String MESSAGES = "/2010-04-01/Accounts/" + ACCOUNT.sid() + "/Messages";
    private static final String MESSAGE = MESSAGES + "/" + SID + ".json";
    private static final String KEY = "SK00000000000000000000000000000001";

    @TempDir
    Path folder;

    private TestUpstream upstream;

    @BeforeEach
    void start() {
        upstream = TestUpstream.start(folder, TestUpstream.reading(Reads.MISSING));
    }

    @AfterEach
    void close() {
        upstream.close();
    }

    private Response savings() {
        close();
        start();
        return upstream.server().read("/ringback/v1/savings");
    }

    private int asKey(String path) {
        return upstream.server()
                .anonymous()
                .auth()
                .preemptive()
                .basic(KEY, requireNonNull(ACCOUNT.apiKeys().get(KEY)).secret())
                .get(path)
                .statusCode();
    }

    @Test
    void readsOfTheMirrorAndRequestsToTwilioAreCounted() {
        upstream.twilio().add(TestUpstream.delivered(SID));
        upstream.twilio().faults().times(2, request -> true, Fault.error(429, 20429, "Too Many Requests"));
        TestServer server = upstream.server();
        assertThat(server.read(MESSAGE).statusCode()).isEqualTo(200);
        int requests = upstream.twilio().requests().all().size();

        Response known = server.read(MESSAGE);
        assertThat(known.statusCode()).isEqualTo(200);
        assertThat(server.as(ACCOUNT)
                        .header("If-None-Match", known.header("ETag"))
                        .get(MESSAGE)
                        .statusCode())
                .isEqualTo(304);
        assertThat(asKey(MESSAGES + ".json")).isEqualTo(200);
        assertThat(asKey("/v1/Alerts")).isEqualTo(200);
        server.read("/ringback/v1/events");
        server.read("/2010-04-01/Accounts/" + ACCOUNT.sid() + "/Balance.json");
        assertThat(server.metrics()).contains("ringback_mirror_reads_total 4").doesNotContain(KEY);
        assertThat(upstream.twilio().requests().all()).hasSize(requests);

        Response savings = savings();
        assertThat(savings.jsonPath().getMap("total.purposes")).isEqualTo(Map.of("read", requests));
        assertThat(savings.jsonPath().getInt("total.too_many_requests")).isEqualTo(requests - 1);
        assertThat(savings.jsonPath().getInt("total.requests")).isEqualTo(requests);
        assertThat(savings.jsonPath().getInt("total.mirror")).isEqualTo(4);
        assertThat(savings.jsonPath().getList("accounts.account_sid")).isEqualTo(List.of(ACCOUNT.sid()));
        assertThat(savings.jsonPath().getList("accounts[0].callers"))
                .isEqualTo(List.of(
                        Map.of("credential", KEY, "mirror", 2), Map.of("credential", "auth token", "mirror", 2)));
    }

    @Test
    void aSidThatNobodyKnowsCountsAsARequestWhereTwilioWasAsked() {
        assertThat(upstream.server().read(MESSAGE).statusCode()).isEqualTo(404);
        assertThat(upstream.server()
                        .as(ACCOUNT)
                        .header("Cache-Control", "only-if-cached")
                        .get(MESSAGE)
                        .statusCode())
                .isEqualTo(404);

        Response savings = savings();
        assertThat(savings.jsonPath().getInt("total.requests")).isEqualTo(1);
        assertThat(savings.jsonPath().getInt("total.mirror")).isEqualTo(1);
        assertThat(savings.asString()).contains("\"saved\":0.5000");
    }
}
