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
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
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
    void aJobThatNoNodeKnowsAndThatADeadOneHasBegunIsEndedByCancel() {
        long strange = database.jobs()
                .add("from-the-future", "somebody", TestServer.NOW)
                .id();
        database.jobs().start(strange, TestServer.NOW);

        Response canceled = server.as(ACCOUNT).post(JOBS + "/" + strange + "/cancel");

        assertThat(canceled.path("state").toString()).isEqualTo("canceled");
        assertThat(canceled.path("finished_at").toString()).isNotEmpty();
        assertThat(server.as(ACCOUNT).get("/ringback/v1/audit").jsonPath().getList("records.affected"))
                .containsExactly(1);
    }

    @Test
    void aJobThatIsEndingIsNotResumed() {
        long strange = database.jobs()
                .add("from-the-future", "somebody", TestServer.NOW)
                .id();
        database.jobs().start(strange, TestServer.NOW);
        anotherNodeDoes("from-the-future");
        Response ending = server.as(ACCOUNT).post(JOBS + "/" + strange + "/cancel");
        assertThat(ending.path("state").toString()).isEqualTo("running");
        assertThat(ending.<Boolean>path("cancel_requested")).isTrue();

        Response refused = server.as(ACCOUNT).post(JOBS + "/" + strange + "/resume");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.path("message").toString())
                .isEqualTo("Job " + strange + " is still ending: resume it once it is canceled");
    }

    @Test
    void aJobThatDoesTheSameIsNamedAndThereIsNoSecond() {
        anotherNodeDoes("rebuild");
        int id = server.as(ACCOUNT).formParam("Kind", "rebuild").post(JOBS).path("id");

        for (int i = 0; i < 3; i++) {
            Response refused = server.as(ACCOUNT).formParam("Kind", "rebuild").post(JOBS);
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.path("message").toString())
                    .isEqualTo("Job " + id + " does this already, and is queued: see " + JOBS + "/" + id);
        }

        assertThat(server.as(ACCOUNT).get(JOBS).<List<Integer>>path("jobs.id")).containsExactly(id);
        assertThat(server.as(ACCOUNT).get("/ringback/v1/audit").<List<String>>path("records.action"))
                .containsExactly("job.start");
    }

    @Test
    void fieldsThatTheKindDoesNotTakeAreNamedWithThoseOfEachKind() {
        Response refused = server.as(ACCOUNT)
                .formParam("Kind", "backfill")
                .formParam("Sinse", "2026-01-01")
                .formParam("Messages", "true")
                .post(JOBS);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.path("message").toString())
                .startsWith("Parameter 'Sinse' is unknown: ")
                .contains(
                        "a job of kind rebuild takes Kind;",
                        "a job of kind backfill takes Kind, Since, Until, Messages, Calls, ");
        assertThat(server.as(ACCOUNT)
                        .formParam("Kind", "rebuild")
                        .formParam("Since", "2026-01-01")
                        .formParam("Account", "all")
                        .post(JOBS)
                        .path("message")
                        .toString())
                .startsWith("Parameters 'Since', 'Account' are unknown: ");
        assertThat(server.as(ACCOUNT).get(JOBS).<List<Integer>>path("jobs.id")).isEmpty();
    }

    @Test
    void withoutUpstreamWhatNeedsItIsRefusedWithASentence() {
        String sentence = " cannot be done now: the settings do not let Ringback call Twilio: set upstream";
        Response repair = server.as(ACCOUNT).formParam("Kind", "repair").post(JOBS);
        assertThat(repair.statusCode()).isEqualTo(409);
        assertThat(repair.path("message").toString()).isEqualTo("A job of kind repair" + sentence);
        Response backfill = server.as(ACCOUNT)
                .formParam("Kind", "backfill")
                .formParam("Since", "2025-12-01")
                .post(JOBS);
        assertThat(backfill.statusCode()).isEqualTo(409);
        assertThat(backfill.path("message").toString()).isEqualTo("A job of kind backfill" + sentence);

        long failed = database.jobs().add("repair", "somebody", TestServer.NOW).id();
        database.jobs().finish(failed, JobState.FAILED, "no luck", TestServer.NOW);
        assertThat(server.as(ACCOUNT).post(JOBS + "/" + failed + "/resume").statusCode())
                .isEqualTo(409);
        assertThat(database.jobs().find(failed).orElseThrow().state()).isEqualTo(JobState.FAILED);
    }

    @Test
    void theDescriptionHasTheKindsAndTheirFields() {
        JsonPath document = server.anonymous().get("/openapi.json").jsonPath();
        String kinds = server.as(ACCOUNT)
                .formParam("Kind", "nonsense")
                .post(JOBS)
                .path("message")
                .toString()
                .replaceFirst(".* is not one of ", "");
        assertThat(document.<String>getList("components.schemas.JobForm.properties.Kind.enum"))
                .containsExactlyInAnyOrder(kinds.split(", "));
        String refusal = server.as(ACCOUNT)
                .formParam("Kind", "backfill")
                .formParam("x", "")
                .post(JOBS)
                .path("message")
                .toString();
        Object[] fields = Stream.of(refusal.split(" takes ", -1))
                .skip(1)
                .flatMap(taken -> Stream.of(taken.split(";", -1)[0].split(", ", -1)))
                .distinct()
                .toArray();
        assertThat(fields).contains("Kind", "Since", "Alerts", "Folder");
        assertThat(document.<Object, Object>getMap("components.schemas.JobForm.properties")
                        .keySet())
                .containsExactlyInAnyOrder(fields);
    }

    private void anotherNodeDoes(String kind) {
        assertThat(database.leases().take("job " + kind, "another node", Duration.ofMinutes(5)))
                .isTrue();
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
