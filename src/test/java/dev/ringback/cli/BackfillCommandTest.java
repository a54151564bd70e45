package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestCallbacks;
import dev.ringback.TestServer;
import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.model.JobState;
import dev.ringback.model.Message;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The mirror is filled by command: from export files with a server and without one, and never without saying where from. */
class BackfillCommandTest {
    private static final String SID = "SM00000000000000000000000000000001";

    @TempDir
    Path folder;

    @TempDir
    Path files;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Map<String, String> environment = Map.of();

    @BeforeEach
    void write() throws IOException {
        environment = Map.of(
                "TWILIO_ACCOUNT_SID",
                TestCallbacks.ACCOUNT_SID,
                "TWILIO_AUTH_TOKEN",
                TestCallbacks.AUTH_TOKEN,
                "RINGBACK_DATABASE",
                "jdbc:sqlite:" + TestServer.database(folder));
        Files.writeString(files.resolve("messages.json"), """
                {"sid":"%s","account_sid":"%s","status":"delivered","body":"hello","date_updated":"2025-12-01T10:00:00Z"}
                no line
                """.formatted(SID, TestCallbacks.ACCOUNT_SID));
    }

    private int run(String... arguments) {
        Clock clock = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);
        return new CommandLine(new BackfillCommand(environment, clock))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private void assertRead(Database database) {
        assertThat(out.toString())
                .startsWith(
                        "1 of 2 lines of 1 file are stored, 1 refused, 0 older than the retention; no requests made;"
                                + " messages.json:2: the line is no JSON object");
        assertThat(database.resources()
                        .find(Message.class, TestCallbacks.ACCOUNT_SID, SID)
                        .orElseThrow()
                        .body())
                .isEqualTo("hello");
        assertThat(database.jobs().newestFirst(Long.MAX_VALUE, 9))
                .singleElement()
                .satisfies(job -> assertThat(job.state()).isEqualTo(JobState.DONE));
    }

    @Test
    void exportFilesAreReadWithoutAServer() {
        TestSqlite.openFile(TestServer.database(folder)).close();
        assertThat(run("--from-export", files.toString())).as(err.toString()).isZero();
        try (Database database = TestSqlite.openFile(TestServer.database(folder))) {
            assertRead(database);
        }
    }

    @Test
    void aServerThatRunsReadsExportFiles() {
        try (TestServer server = TestServer.start(folder, ForwardOptions.NONE)) {
            assertThat(run("--from-export", files.toString()))
                    .as(err.toString())
                    .isZero();
            assertThat(server.fetch("/Messages/" + SID + ".json").statusCode()).isEqualTo(200);
            assertThat(server.metrics())
                    .contains("ringback_events_total{kind=\"message-status\",outcome=\"stored\",source=\"api\"} 1.0");
        }
    }

    @Test
    void oneSourceIsNeeded() {
        TestSqlite.openFile(TestServer.database(folder)).close();
        assertThat(run()).isEqualTo(2);
        assertThat(run("--since", "2026-01-01", "--from-export", files.toString()))
                .isEqualTo(2);
        assertThat(run("--from-export", files.toString(), "--calls")).isEqualTo(2);
        assertThat(err.toString()).contains("--from-export reads all that is in the files: leave out all others");
    }
}
