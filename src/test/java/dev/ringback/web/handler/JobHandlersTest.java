package dev.ringback.web.handler;

import static dev.ringback.TestServer.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.TestServer;
import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.model.JobState;
import dev.ringback.storage.Database;
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

/** Jobs over HTTP, done by a whole server. */
class JobHandlersTest {
    private static final String JOBS = "/ringback/v1/jobs";

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
    void aJobIsAskedForDoneAndListed() {
        Response created =
                server.as(ACCOUNT).formParam("Kind", "quarantine-replay").post(JOBS);
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.path("state").toString()).isEqualTo("queued");
        assertThat(created.path("requested_by").toString()).isEqualTo("auth token");
        int id = created.path("id");

        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        server.as(ACCOUNT).get(JOBS + "/" + id).path("state").equals("done"));

        Response one = server.as(ACCOUNT).get(JOBS + "/" + id);
        assertThat(one.path("result").toString()).isEqualTo("0 taken in, 0 already known, 0 still refused");
        assertThat(one.path("finished_at").toString()).endsWith("Z");
        assertThat(server.as(ACCOUNT).get(JOBS).<List<Integer>>path("jobs.id")).containsExactly(id);
        assertThat(server.as(ACCOUNT).get("/ringback/v1/audit").<List<String>>path("records.action"))
                .containsExactly("job.start");
    }

    @Test
    void aRebuildIsAskedForAndDone() {
        int id = server.as(ACCOUNT).formParam("Kind", "rebuild").post(JOBS).path("id");

        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        server.as(ACCOUNT).get(JOBS + "/" + id).path("state").equals("done"));

        assertThat(server.as(ACCOUNT).get(JOBS + "/" + id).path("result").toString())
                .isEqualTo("rebuilt from 0 events");
    }

    @Test
    void aJobThatNoNodeKnowsIsListedCanceledTwiceAndResumed() {
        long strange = database.jobs()
                .add("from-the-future", "somebody", TestServer.NOW)
                .id();
        for (int i = 0; i < 2; i++) {
            assertThat(server.as(ACCOUNT)
                            .post(JOBS + "/" + strange + "/cancel")
                            .path("state")
                            .toString())
                    .isEqualTo("canceled");
        }
        assertThat(server.as(ACCOUNT)
                        .post(JOBS + "/" + strange + "/resume")
                        .path("state")
                        .toString())
                .isEqualTo("queued");
        assertThat(database.jobs().find(strange).orElseThrow().state()).isEqualTo(JobState.QUEUED);
        assertThat(server.as(ACCOUNT).get("/ringback/v1/audit").jsonPath().getList("records.affected"))
                .as("newest first: the resume, the cancel that changed nothing, and the one that did")
                .containsExactly(1, 0, 1);
    }

    @Test
    void aKindThatIsMissingIsNamed() {
        assertThat(server.as(ACCOUNT).post(JOBS).path("message").toString())
                .isEqualTo("Parameter Kind is missing in the form");
    }

    @Test
    void pagesFollowEachOther() {
        for (int i = 0; i < 3; i++) {
            database.jobs().add("from-the-future", "somebody", TestServer.NOW);
        }
        Response first = server.as(ACCOUNT).get(JOBS + "?PageSize=2");
        assertThat(first.<List<Integer>>path("jobs.id")).containsExactly(3, 2);
        Response second = server.as(ACCOUNT).get(first.path("next_page_uri").toString());
        assertThat(second.<List<Integer>>path("jobs.id")).containsExactly(1);
        assertThat(second.<String>path("next_page_uri")).isNull();
    }

    @Test
    void aWrongRequestIsRefused() {
        assertThat(server.as(ACCOUNT).formParam("Kind", "rm -rf").post(JOBS).statusCode())
                .isEqualTo(400);
        assertThat(server.as(ACCOUNT).post(JOBS).statusCode()).isEqualTo(400);
        assertThat(server.as(ACCOUNT).get(JOBS + "/99").statusCode()).isEqualTo(404);
        assertThat(server.as(ACCOUNT).get(JOBS + "/one").statusCode()).isEqualTo(404);
        assertThat(server.as(ACCOUNT).post(JOBS + "/99/cancel").statusCode()).isEqualTo(404);
        assertThat(server.as(ACCOUNT).post(JOBS + "/99/resume").statusCode()).isEqualTo(404);
        assertThat(server.anonymous().get(JOBS).statusCode()).isEqualTo(401);
    }
}
