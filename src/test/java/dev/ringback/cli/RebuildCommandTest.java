package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.Background;
import dev.ringback.model.Job;
import dev.ringback.model.JobState;
import dev.ringback.storage.AuditStore;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.Databases;
import dev.ringback.storage.jdbi.postgres.TestPostgres;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.upkeep.RebuildJob;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Rebuilds by command: without a server, and beside one that does the same already. */
@Timeout(120)
class RebuildCommandTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();

    @Test
    void onSqliteTheJobOfADeadServerIsEndedByWhoHasDoneItsWork() {
        TestSqlite.create(folder.resolve("ringback.db"));
        theJobOfADeadServerIsEnded(sqlite());
    }

    @Test
    void onPostgresTheJobOfADeadServerIsEndedByWhoHasDoneItsWork() {
        TestPostgres.open(folder).close();
        theJobOfADeadServerIsEnded(TestPostgres.options());
    }

    private void theJobOfADeadServerIsEnded(DatabaseOptions options) {
        long running;
        long waiting;
        long other;
        try (Database database = Databases.open(options)) {
            running = database.jobs().add(RebuildJob.NAME, "SK1", NOW).id();
            database.jobs().start(running, NOW);
            database.jobs().progress(running, "1 0 x", 1, 9L, NOW);
            database.leases().take("job " + RebuildJob.NAME, "a dead server", Duration.ofMinutes(1));
            waiting = database.jobs().add(RebuildJob.NAME, "SK1", NOW).id();
            other = database.jobs().add("quarantine-replay", "SK1", NOW).id();
        }

        assertThat(run(options)).as(err.toString()).isZero();

        try (Database database = Databases.open(options)) {
            for (long id : new long[] {running, waiting}) {
                Job job = database.jobs().find(id).orElseThrow();
                assertThat(job.state()).isEqualTo(JobState.DONE);
                assertThat(job.finishedAt()).isEqualTo(NOW);
                assertThat(job.result()).startsWith("rebuilt from 0 events");
                assertThat(err.toString()).contains(job.result());
            }
            assertThat(database.jobs().unfinished(RebuildJob.NAME)).isEmpty();
            assertThat(database.jobs().find(other).orElseThrow().state()).isEqualTo(JobState.QUEUED);
        }
    }

    @Test
    void theProgressOfAJobThatDoesTheSameIsShownAndThereIsNoSecond() throws Exception {
        try (Database served = TestSqlite.open(folder)) {
            long id = served.jobs().add(RebuildJob.NAME, "SK1", NOW).id();
            served.jobs().start(id, NOW);
            served.leases().take("job " + RebuildJob.NAME, "a server", Duration.ofMinutes(5));

            CompletableFuture<Integer> exitCode =
                    CompletableFuture.supplyAsync(() -> run(sqlite()), Background.THREADS);
            await().atMost(Duration.ofSeconds(60)).until(() -> err.toString().contains("does this already"));
            served.jobs().finish(id, JobState.DONE, "rebuilt by the server", NOW);

            assertThat(exitCode.get(60, TimeUnit.SECONDS)).isZero();
            assertThat(err.toString()).contains("job 1, asked for by SK1, does this already", "rebuilt by the server");
            assertThat(served.jobs().newestFirst(Long.MAX_VALUE, 9)).hasSize(1);
            assertThat(served.audit()
                            .newestFirst(AuditStore.Filter.NONE, Long.MAX_VALUE, 9)
                            .items())
                    .as("nothing was started")
                    .isEmpty();
        }
    }

    private DatabaseOptions sqlite() {
        return DatabaseOptions.of(folder.resolve("ringback.db"));
    }

    private int run(DatabaseOptions options) {
        return new CommandLine(new RebuildCommand(Map.of("RINGBACK_DATABASE", options.jdbcUrl()), CLOCK))
                .setErr(new PrintWriter(err, true))
                .execute();
    }
}
