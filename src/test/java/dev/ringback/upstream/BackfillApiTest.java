package dev.ringback.upstream;

import static dev.ringback.TestServer.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.TestServer;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.Databases;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backfill, repair and what is in doubt are there over the API, for those who may. */
class BackfillApiTest {
    private static final String JOBS = "/ringback/v1/jobs";
    private static final String SID = "SM00000000000000000000000000000001";

    @TempDir
    Path folder;

    private TestUpstream upstream;

    @BeforeEach
    void start() {
        upstream = TestUpstream.start(folder, TestUpstream.reading(Reads.NEVER));
        upstream.twilio().add(TestUpstream.delivered(SID));
    }

    @AfterEach
    void close() {
        upstream.close();
    }

    private String resultOf(Response created) {
        assertThat(created.statusCode()).isEqualTo(201);
        int id = created.path("id");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> upstream.server().as(ACCOUNT).get(JOBS + "/" + id).path("finished_at") != null);
        return upstream.server().as(ACCOUNT).get(JOBS + "/" + id).path("result");
    }

    @Test
    void aBackfillFillsTheMirror() {
        Response created = upstream.server()
                .as(ACCOUNT)
                .formParam("Kind", "backfill")
                .formParam("Since", "2026-01-01")
                .formParam("Messages", "true")
                .post(JOBS);
        assertThat(created.path("parameters").toString())
                .isEqualTo("Since=2026-01-01T00:00:00Z&Until=2026-03-01T12:00:00Z&Messages=true");
        assertThat(resultOf(created)).startsWith("1 of 1 rows are stored, 0 refused; 2 requests made");
        Response message = upstream.server().fetch("/Messages/" + SID + ".json");
        assertThat(message.path("status").toString()).isEqualTo("delivered");
    }

    @Test
    void aBackfillOfTheSameIsNotAddedTwiceThoughTimeHasPassed() {
        try (Database database = Databases.openBesideServer(DatabaseOptions.of(TestServer.database(folder)))) {
            database.leases().take("job backfill", "another node", Duration.ofMinutes(5));

            assertThat(backfill("2026-01-01", null).statusCode()).isEqualTo(201);
            upstream.clock().advance(Duration.ofHours(1));
            Response again = backfill("2026-01-01", null);
            assertThat(again.statusCode()).isEqualTo(409);
            assertThat(again.path("message").toString()).startsWith("Job 1 does this already, and is queued: see ");
            assertThat(backfill("2026-01-02", null).statusCode()).isEqualTo(201);
            assertThat(backfill("2026-01-01", "2026-02-01").statusCode()).isEqualTo(201);
            assertThat(backfill("2026-01-01", "2026-02-01").statusCode()).isEqualTo(409);
        }
    }

    private Response backfill(String since, @Nullable String until) {
        RequestSpecification request =
                upstream.server().as(ACCOUNT).formParam("Kind", "backfill").formParam("Since", since);
        return (until == null ? request : request.formParam("Until", until)).post(JOBS);
    }

    @Test
    void aBackfillNeedsToKnowSinceWhen() {
        Response refused =
                upstream.server().as(ACCOUNT).formParam("Kind", "backfill").post(JOBS);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.path("message").toString()).contains("Since");
    }

    @Test
    void anOperatorMayRepairAndNotBackfill() {
        assertThat(operator("Kind=backfill&Since=2026-01-01").statusCode()).isEqualTo(403);
        assertThat(resultOf(operator("Kind=repair"))).isEqualTo("0 requests made, about 0 estimated; 0 answers read");
    }

    @Test
    void anOperatorMayNotResumeABackfill() {
        int id = upstream.server()
                .as(ACCOUNT)
                .formParam("Kind", "backfill")
                .formParam("Since", "2026-01-01")
                .post(JOBS)
                .path("id");
        assertThat(upstream.server()
                        .anonymous()
                        .auth()
                        .preemptive()
                        .basic("SK00000000000000000000000000000001", "the secret of a key")
                        .post(JOBS + "/" + id + "/resume")
                        .statusCode())
                .isEqualTo(403);
    }

    private Response operator(String form) {
        return upstream.server()
                .anonymous()
                .auth()
                .preemptive()
                .basic("SK00000000000000000000000000000001", "the secret of a key")
                .contentType("application/x-www-form-urlencoded")
                .body(form)
                .post(JOBS);
    }

    @Test
    void nothingIsInDoubtAtFirst() {
        Response health = upstream.server().as(ACCOUNT).get("/ringback/v1/health/mirror");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.<Integer>path("in_doubt")).isZero();
        assertThat(health.<Boolean>path("api_degraded")).isFalse();
        assertThat(health.jsonPath().getList("open")).isEmpty();
        assertThat(health.jsonPath().getList("downtimes")).isEmpty();
    }
}
