package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestCallbacks;
import dev.ringback.model.JobState;
import dev.ringback.storage.AuditStore;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Jobs by command, on a database that no server uses. */
class JobsCommandsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Map<String, String> environment = Map.of();

    @BeforeEach
    void addJobs() {
        environment = Map.of(
                "TWILIO_ACCOUNT_SID",
                TestCallbacks.ACCOUNT_SID,
                "TWILIO_AUTH_TOKEN",
                TestCallbacks.AUTH_TOKEN,
                "RINGBACK_DATABASE",
                "jdbc:sqlite:" + folder.resolve("ringback.db"));
        try (Database database = TestSqlite.open(folder)) {
            long id = database.jobs().add("quarantine-replay", "SK1", NOW).id();
            database.jobs().progress(id, "0 1 2 3", 6, null, NOW);
            database.jobs().finish(id, JobState.FAILED, "no luck", NOW);
            database.jobs().add("from\u001b[31m-the-future", "ann", NOW);
        }
    }

    @Test
    void listShowsTheNewestFirstAndNoControlCharacters() {
        assertThat(run(new JobsListCommand(environment))).isZero();

        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                2  from [31m-the-future  queued  0  by ann  since 2026-01-01T12:00:00Z
                1  quarantine-replay  failed  6  by SK1  since 2026-01-01T12:00:00Z  no luck
                """);
    }

    @Test
    void aJobIsCanceledTwiceAndResumed() {
        assertThat(run(new JobsCancelCommand(environment, CLOCK), "2")).isZero();
        assertThat(run(new JobsCancelCommand(environment, CLOCK), "2")).isZero();
        assertThat(run(new JobsResumeCommand(environment, CLOCK), "2")).isZero();
        assertThat(run(new JobsResumeCommand(environment, CLOCK), "1")).isZero();

        assertThat(out.toString().lines().map(line -> line.replaceAll("^\\d+  \\S+.*?  (\\w+)  .*", "$1")))
                .containsExactly("canceled", "canceled", "queued", "queued");
        try (Database database = TestSqlite.openFile(folder.resolve("ringback.db"))) {
            assertThat(database.audit()
                            .newestFirst(AuditStore.Filter.NONE, Long.MAX_VALUE, 10)
                            .items())
                    .extracting(record -> record.action() + " " + record.subject() + " " + record.affected())
                    .containsExactly(
                            "job.resume quarantine-replay, job 1 1",
                            "job.resume from\u001b[31m-the-future, job 2 1",
                            "job.cancel from\u001b[31m-the-future, job 2 0",
                            "job.cancel from\u001b[31m-the-future, job 2 1");
        }
    }

    @Test
    void aJobThatIsNotThereIsToldSo() {
        assertThat(run(new JobsCancelCommand(environment, CLOCK), "99")).isEqualTo(1);
        assertThat(run(new JobsResumeCommand(environment, CLOCK), "99")).isEqualTo(1);

        assertThat(err.toString()).contains("there is no job 99");
        assertThat(run(new JobsCancelCommand(environment, CLOCK), "one")).isEqualTo(2);
    }

    private int run(Callable<Integer> command, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
