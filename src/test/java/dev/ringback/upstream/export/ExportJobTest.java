package dev.ringback.upstream.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.TestCallbacks;
import dev.ringback.TestServer;
import dev.ringback.TestTraffic;
import dev.ringback.jobs.InvalidJobException;
import dev.ringback.jobs.JobRun;
import dev.ringback.model.Accounts;
import dev.ringback.model.Call;
import dev.ringback.model.Conference;
import dev.ringback.model.Entry;
import dev.ringback.model.EventSource;
import dev.ringback.model.Job;
import dev.ringback.model.JobState;
import dev.ringback.model.Message;
import dev.ringback.model.Parameters;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.upstream.AnswerSink;
import dev.ringback.upstream.TestMirror;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Export files fill the mirror line by line, whatever is between the lines, and without a request. */
class ExportJobTest {
    @TempDir
    Path folder;

    @TempDir
    Path files;

    private TestMirror mirror;
    private ExportJob export;

    @BeforeEach
    void open() {
        mirror = TestMirror.open(folder);
        export = job(mirror::store);
    }

    @AfterEach
    void close() {
        mirror.close();
    }

    private ExportJob job(AnswerSink sink) {
        return new ExportJob(
                () -> new Accounts(List.of(TestServer.ACCOUNT, TestServer.SUBACCOUNT)),
                sink,
                Duration.ofDays(400),
                mirror.clock());
    }

    private static String message(int number, String status, String updated) {
        return """
                {"sid":"SM%032x","account_sid":"%s","status":"%s","to":"+14155550101","from":"+14155550102","body":"hello",\
                "direction":"outbound-api","num_segments":1,"num_media":0,"messaging_service_sid":null,"error_code":null,\
                "price":null,"date_created":"%s","date_updated":"%s","date_sent":"%s"}""".formatted(number, TestMirror.ACCOUNT, status, updated, updated, updated);
    }

    private static String message(int number) {
        return message(number, "delivered", "2026-02-01T10:00:00Z");
    }

    private static String call(int number) {
        return """
                {"sid":"CA%032x","account_sid":"%s","status":"completed","to":"+14155550101","from":"+14155550102",\
                "direction":"outbound-api","duration":"60","price":"-0.01","price_unit":"USD","api_version":"2010-04-01",\
                "date_created":"2026-02-01T10:00:00Z","date_updated":"2026-02-01T10:02:00Z",\
                "start_time":"2026-02-01T10:00:10Z","end_time":"2026-02-01T10:01:10Z"}""".formatted(number, TestServer.SUBACCOUNT.sid());
    }

    private static String conference(int number) {
        return """
                {"sid":"CF%032x","account_sid":"%s","status":"completed","friendly_name":"standup","region":"us1",\
                "date_created":"2026-02-01T10:00:00Z","date_updated":"2026-02-01T10:30:00Z"}""".formatted(number, TestMirror.ACCOUNT);
    }

    private static String participant(int number, String status) {
        return """
                {"call_sid":"CA%1$032x","conference_sid":"CF%1$032x","account_sid":"%2$s",%3$s\
                "muted":false,"hold":false,"date_created":"2026-02-01T10:00:00Z","date_updated":"2026-02-01T10:30:00Z"}""".formatted(number, TestMirror.ACCOUNT, status);
    }

    private static byte[] gzip(String... lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            for (String line : lines) {
                gzip.write((line + '\n').getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private void write(String name, String... lines) throws IOException {
        Path file = files.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, gzip(lines));
    }

    private long add() throws InvalidJobException {
        Parameters form = new Parameters(List.of(new Parameter("Folder", files.toString())));
        return mirror.database()
                .jobs()
                .add(
                        ExportJob.NAME,
                        export.parameters(form),
                        "me",
                        mirror.clock().instant())
                .id();
    }

    private Job run(long id, BooleanSupplier closing) {
        new JobRun(export, mirror.database().jobs(), mirror.database().leases(), mirror.clock(), closing).next();
        return mirror.database().jobs().find(id).orElseThrow();
    }

    private Job run() throws InvalidJobException {
        return run(add(), () -> false);
    }

    private long events() {
        return mirror.database().projections().newestEvent();
    }

    @Test
    void everyKindOfExportIsReadWithoutARequest() throws Exception {
        write("Messages/2026-02-01.gz", message(1), message(2));
        write("Calls/2026-02-01.json.gz", call(7));
        write("Conferences/2026-02-01.json.gz", conference(9), "", participant(9, "\"status\":\"complete\","));
        Files.writeString(files.resolve("plain.json"), message(3));
        Files.writeString(files.resolve("README.txt"), "nothing");

        Job job = run();

        assertThat(job.state()).isEqualTo(JobState.DONE);
        assertThat(job.result())
                .isEqualTo(
                        "6 of 6 lines of 4 files are stored, 0 refused, 0 older than the retention; no requests made");
        assertThat(mirror.asked()).isZero();
        assertThat(mirror.messages("delivered")).isEqualTo(3);
        Message message = mirror.database()
                .resources()
                .find(Message.class, TestMirror.ACCOUNT, "SM%032x".formatted(1))
                .orElseThrow();
        assertThat(message.body()).isEqualTo("hello");
        assertThat(message.progress().source()).isEqualTo(EventSource.API);
        assertThat(message.answered().nulls())
                .as("nobody knows when the file was made")
                .doesNotContain("price");
        assertThat(mirror.database()
                        .resources()
                        .find(Call.class, TestServer.SUBACCOUNT.sid(), "CA%032x".formatted(7))
                        .orElseThrow()
                        .duration())
                .isEqualTo(Duration.ofSeconds(60));
        assertThat(mirror.database()
                        .resources()
                        .find(Conference.class, TestMirror.ACCOUNT, "CF%032x".formatted(9))
                        .orElseThrow()
                        .progress()
                        .status())
                .isEqualTo("completed");
        assertThat(job.done()).isEqualTo(job.total());
    }

    @Test
    void aByteOrderMarkBelongsToNoLine() throws Exception {
        write("a.gz", '\uFEFF' + message(1), message(2));
        assertThat(run().result()).startsWith("2 of 2 lines of 1 file are stored, 0 refused");
    }

    @Test
    void readingTwiceAddsNothing() throws Exception {
        write("a.gz", message(1), message(2), message(1));
        assertThat(run().state()).isEqualTo(JobState.DONE);
        long events = events();
        assertThat(events).isEqualTo(2);
        assertThat(run().state()).isEqualTo(JobState.DONE);
        assertThat(events()).isEqualTo(events);
    }

    @Test
    void whatWasHeardLaterWins() throws Exception {
        mirror.store(List.of(TestTraffic.entry(
                        TestCallbacks.messageStatus("SM%032x".formatted(1), "delivered"), TestMirror.START)))
                .join();
        write("a.gz", message(1, "sent", "2026-02-01T10:00:00Z"));
        run();
        assertThat(mirror.messages("delivered")).isEqualTo(1);
        assertThat(mirror.messages("sent")).isZero();
    }

    @Test
    void brokenLinesAreNamedAndSkipped() throws Exception {
        write(
                "a.gz",
                message(1),
                "{\"sid\":",
                "[]",
                message(2).replace(TestMirror.ACCOUNT, "AC00000000000000000000000000000009"),
                "{\"sid\":\"RE00000000000000000000000000000001\",\"account_sid\":\"" + TestMirror.ACCOUNT + "\"}",
                participant(9, ""),
                message(2).replace("2026-02-01", "2027-02-01"),
                "x".repeat(ExportFile.LONGEST + 1),
                message(3));

        Job job = run();

        assertThat(job.state()).isEqualTo(JobState.DONE);
        assertThat(job.result())
                .startsWith(
                        "2 of 9 lines of 1 file are stored, 7 refused, 0 older than the retention; no requests made;"
                                + " a.gz:2: the line is no JSON object; a.gz:3: the line is no JSON object; a.gz:4: ")
                .contains("a.gz:6: the line tells no status")
                .endsWith("see the log for the others");
        assertThat(mirror.messages("delivered")).isEqualTo(2);
    }

    @Test
    void aFileThatBreaksOffIsReadUpToThere() throws Exception {
        byte[] whole = gzip(message(1), message(2), message(3), "x".repeat(100_000));
        Files.write(files.resolve("a.gz"), Arrays.copyOf(whole, whole.length - 20));
        Files.write(files.resolve("b.gz"), new byte[] {0x1f, (byte) 0x8b, 1, 2, 3});
        write("c.gz", message(4));
        Job job = run();
        assertThat(job.state()).isEqualTo(JobState.DONE);
        assertThat(job.result()).contains("a.gz:", "the file breaks off", "b.gz:1: the file cannot be read");
        assertThat(mirror.messages("delivered")).isEqualTo(4);
    }

    @Test
    void whatIsOlderThanTheRetentionIsSkipped() throws Exception {
        write("a.gz", message(1, "delivered", "2025-01-01T10:00:00Z"), message(2));
        assertThat(run().result())
                .startsWith("1 of 2 lines of 1 file are stored, 0 refused, 1 older than the retention");
        assertThat(mirror.messages("delivered")).isEqualTo(1);
    }

    @Test
    void anInterruptedOneGoesOnWithTheNextLine() throws Exception {
        String[] lines = new String[950];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = message(i);
        }
        write("a.gz", Arrays.copyOf(lines, 350));
        write("b.gz", Arrays.copyOfRange(lines, 350, 950));
        AtomicInteger stored = new AtomicInteger();
        export = job(entries -> {
            stored.addAndGet(entries.size());
            return mirror.store(entries);
        });
        long id = add();
        Job paused = run(id, () -> stored.get() >= 500);
        assertThat(paused.state()).isEqualTo(JobState.RUNNING);
        int before = stored.get();
        assertThat(before).isBetween(500, 700);

        Job done = run(id, () -> false);

        assertThat(done.state()).isEqualTo(JobState.DONE);
        assertThat(done.result()).startsWith("950 of 950 lines of 2 files");
        assertThat(stored.get()).as("a chunk may be done again").isLessThanOrEqualTo(950 + 100);
        assertThat(mirror.messages("delivered")).isEqualTo(950);
    }

    @Test
    void aDatabaseThatIsAwayIsWaitedFor() throws Exception {
        write("a.gz", message(1));
        AtomicInteger attempts = new AtomicInteger();
        export = job((List<Entry> entries) -> attempts.incrementAndGet() == 1
                ? CompletableFuture.failedFuture(new IllegalStateException("the disk is full"))
                : mirror.store(entries));
        assertThat(run().state()).isEqualTo(JobState.DONE);
        assertThat(attempts.get()).isEqualTo(2);
        assertThat(mirror.messages("delivered")).isEqualTo(1);
    }

    @Test
    void aWrongFolderIsNamed() throws Exception {
        assertThatThrownBy(() -> export.parameters(new Parameters(List.of(new Parameter("Folder", "exports")))))
                .hasMessageStartingWith("Folder has to be the absolute path of a folder");
        assertThatThrownBy(() -> export.parameters(new Parameters(List.of())))
                .hasMessageStartingWith("Folder has to be");
        assertThat(run().result()).startsWith("there is no file .gz or .json in the folder ");
        Files.delete(files);
        assertThat(run().result()).startsWith("there is no folder ");
    }
}
