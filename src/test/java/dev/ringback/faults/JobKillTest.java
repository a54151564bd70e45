package dev.ringback.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.DatabaseRows;
import dev.ringback.TestTraffic;
import dev.ringback.jobs.JobRunner;
import dev.ringback.model.Job;
import dev.ringback.model.JobState;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.Databases;
import dev.ringback.storage.jdbi.postgres.TestPostgres;
import dev.ringback.twilio.callback.Projector;
import dev.ringback.upkeep.RebuildJob;
import dev.ringback.upkeep.ReprojectionMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of a server in the middle of a job, which goes on from its last checkpoint. */
@Tag("timed")
@Timeout(300)
class JobKillTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration SOON = Duration.ofMinutes(2);

    private static final int MESSAGES = 100;

    /** Make the writing of a message slow, until the kill: progress is noted once a second, and the job must not end before. */
    private static final List<String> SLOW_SQLITE =
            List.of("CREATE TRIGGER slow AFTER INSERT ON message BEGIN SELECT length(hex(randomblob(500000))); END");

    private static final List<String> SLOW_POSTGRES =
            List.of("""
            CREATE FUNCTION slow() RETURNS trigger AS $$
            BEGIN
                PERFORM pg_sleep(0.005);
                RETURN NEW;
            END
            $$ LANGUAGE plpgsql""", "CREATE TRIGGER slow AFTER INSERT ON message FOR EACH ROW EXECUTE FUNCTION slow()");

    @TempDir
    Path folder;

    private long events;
    private long rebuild;
    private long strange;

    @Test
    void onSqliteTheServerThatIsStartedNextGoesOn() throws Exception {
        Path file = folder.resolve("ringback.db");
        try (Database database = Databases.open(DatabaseOptions.of(file))) {
            fill(database);
        }
        Map<String, Set<String>> right = DatabaseRows.logAndProjections(file);
        String url = "jdbc:sqlite:" + file;
        damage(url, SLOW_SQLITE);
        ServeProcess.Recipe recipe = new ServeProcess.Recipe(file, ServeProcess.freePort()).forManyStarts();

        try (ServeProcess serve = recipe.start();
                Database beside = Databases.openBesideServer(DatabaseOptions.of(file))) {
            awaitProgress(beside);
            kill(serve, beside);
            DatabaseRows.execute(url, "DROP TRIGGER slow");
            long before = projected(find(beside, rebuild));

            try (ServeProcess next = recipe.start()) {
                awaitEnd(beside);
                assertThat(next.metric("ringback_projection_events_total"))
                        .as("from the checkpoint")
                        .isEqualTo((double) (events - before));
            }
        }
        assertThat(DatabaseRows.logAndProjections(file)).isEqualTo(right);
    }

    @Test
    void onPostgresAnotherNodeTakesItOverWhenTheLeasesEnd() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        String url = TestPostgres.options().jdbcUrl();
        try (Database another = TestPostgres.open(folder)) {
            fill(another);
            Map<String, Set<String>> right = rows(url);
            damage(url, SLOW_POSTGRES);
            RebuildJob kind = RebuildJob.of(another, new ReprojectionMetrics(registry));
            try (ServeProcess serve = new ServeProcess.Recipe(url, ServeProcess.freePort())
                            .forManyStarts()
                            .start();
                    JobRunner runner = new JobRunner(List.of(kind), another, CLOCK)) {
                awaitProgress(another);
                runner.start();
                kill(serve, another);
                long before = projected(find(another, rebuild));
                assertThat(leases(url)).as("of the dead node").hasSize(2);

                DatabaseRows.execute(url, "UPDATE lease SET expires_at = 0");

                awaitEnd(another);
                assertThat(registry.get("ringback.projection.events").counter().count())
                        .as("from the checkpoint, and not before the leases ended")
                        .isEqualTo((double) (events - before));
                assertThat(rows(url)).isEqualTo(right);
            } finally {
                DatabaseRows.execute(url, "DROP FUNCTION slow CASCADE");
            }
        }
    }

    /** Adds events, a rebuild, and a job of a kind that only a newer version knows. */
    private void fill(Database database) {
        database.reprojection(Projector.VERSION).begin();
        database.events().append(TestTraffic.entries(MESSAGES, 0, 1, Instant.parse("2026-01-01T12:00:00Z")));
        events = database.projections().newestEvent();
        strange = database.jobs().add("from-the-future", "SK1", CLOCK.instant()).id();
        rebuild = database.jobs().add(RebuildJob.NAME, "SK1", CLOCK.instant()).id();
    }

    private static void damage(String url, List<String> slow) throws SQLException {
        DatabaseRows.execute(url, "UPDATE message SET status = 'wrong'");
        for (String sql : slow) {
            DatabaseRows.execute(url, sql);
        }
    }

    private void awaitProgress(Database database) {
        await().atMost(SOON).until(() -> find(database, rebuild).done() > 0);
    }

    private void kill(ServeProcess serve, Database database) throws InterruptedException {
        serve.kill();
        Job killed = find(database, rebuild);
        assertThat(killed.state()).isEqualTo(JobState.RUNNING);
        assertThat(killed.done()).isLessThan(events);
    }

    private void awaitEnd(Database database) {
        await().atMost(SOON).until(() -> find(database, rebuild).isFinished());
        Job job = find(database, rebuild);
        assertThat(job.state()).isEqualTo(JobState.DONE);
        assertThat(job.result()).isEqualTo("rebuilt from %,d events".formatted(events));
        assertThat(find(database, strange).state()).isEqualTo(JobState.QUEUED);
    }

    private static Job find(Database database, long id) {
        return database.jobs().find(id).orElseThrow();
    }

    /** Returns how many events were projected up to the checkpoint. */
    private static long projected(Job job) {
        return Long.parseLong(String.valueOf(job.checkpoint()).replaceFirst(" .*", ""));
    }

    private static Set<String> leases(String url) throws SQLException {
        return DatabaseRows.query(url, "SELECT name FROM lease WHERE name IN ('job rebuild', 'projection')");
    }

    private static Map<String, Set<String>> rows(String url) throws SQLException {
        Map<String, Set<String>> rows = new TreeMap<>();
        for (String table : List.of("message", "message_tag", "media", "event", "event_reference")) {
            rows.put(table, DatabaseRows.query(url, "SELECT * FROM " + table));
        }
        return rows;
    }
}
