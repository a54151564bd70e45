package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestCallbacks;
import dev.ringback.TestClock;
import dev.ringback.TestServer;
import dev.ringback.model.Account;
import dev.ringback.model.Message;
import dev.ringback.model.MessageBuilder;
import dev.ringback.simulate.api.SimulatedTwilio;
import dev.ringback.simulate.api.SimulatedTwilioOptions;
import dev.ringback.storage.Database;
import dev.ringback.storage.TestEntries;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.upstream.TestMirror;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Repair and backfill by command, with nothing but a database and a Twilio to ask. */
class MirrorCommandsTest {
    @TempDir
    Path folder;

    private final TestClock clock = new TestClock(TestMirror.START);
    private final SimulatedTwilio twilio = SimulatedTwilio.start(
            SimulatedTwilioOptions.of(Account.of(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN)), clock);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void createDatabase() {
        TestSqlite.create(TestServer.database(folder));
    }

    @AfterEach
    void close() {
        twilio.close();
    }

    /** The mirror has it as sent, half a day ago; Twilio as delivered. */
    private void loseAReceipt(int number) {
        Message sent = TestMirror.message(number, "sent", clock.instant().minus(Duration.ofHours(13)));
        try (Database database = TestSqlite.openFile(TestServer.database(folder))) {
            database.events().append(List.of(TestEntries.entry(sent)));
        }
        twilio.add(MessageBuilder.builder(sent)
                .progress(TestEntries.progress(0, "delivered"))
                .build());
    }

    private String status(int number) {
        try (Database database = TestSqlite.openFile(TestServer.database(folder))) {
            return database.resources()
                    .find(Message.class, TestCallbacks.ACCOUNT_SID, "SM%032x".formatted(number))
                    .orElseThrow()
                    .progress()
                    .status();
        }
    }

    private Map<String, String> environment() throws IOException {
        return environment("upstream: {enabled: true, url: \"%s\"}\n".formatted(twilio.url()));
    }

    private Map<String, String> environment(String settings) throws IOException {
        Path file = Files.writeString(folder.resolve("ringback.yaml"), settings);
        return Map.of(
                "TWILIO_ACCOUNT_SID",
                TestCallbacks.ACCOUNT_SID,
                "TWILIO_AUTH_TOKEN",
                TestCallbacks.AUTH_TOKEN,
                "RINGBACK_CONFIG",
                file.toString(),
                "RINGBACK_DATABASE",
                "jdbc:sqlite:" + TestServer.database(folder));
    }

    private int run(Callable<Integer> command, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void aDryRunSaysWhatWouldBeAskedAndWhyAndAsksNothing() throws IOException {
        loseAReceipt(1);
        assertThat(run(new RepairCommand(environment(), clock), "--dry-run"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .startsWith("GET /2010-04-01/Accounts/" + TestCallbacks.ACCOUNT_SID + "/Messages/SM")
                .contains("1 request: message is sent since 2026-02-28T23:00:00Z");
        assertThat(twilio.requests().all()).isEmpty();
        assertThat(status(1)).isEqualTo("sent");
    }

    @Test
    void whatIsInDoubtIsRepaired() throws IOException {
        loseAReceipt(1);
        loseAReceipt(2);
        assertThat(run(new RepairCommand(environment(), clock)))
                .as(err.toString())
                .isZero();
        assertThat(status(1)).isEqualTo("delivered");
        assertThat(status(2)).isEqualTo("delivered");
        assertThat(twilio.requests().all()).isNotEmpty().hasSizeLessThan(3);
    }

    @Test
    void anEmptyMirrorIsFilled() throws IOException {
        for (int number = 1; number <= 3; number++) {
            twilio.add(TestMirror.message(number, "delivered", clock.instant().minus(Duration.ofDays(number))));
        }
        assertThat(run(new BackfillCommand(environment(), clock), "--since", "2026-01-01", "--messages"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).startsWith("3 of 3 rows are stored, 0 refused; 1 requests made");
        assertThat(status(3)).isEqualTo("delivered");
    }

    @Test
    void twilioIsNotCalledWhereTheSettingsDoNotSaySo() throws IOException {
        loseAReceipt(1);
        Map<String, String> off = environment("upstream: {enabled: false}\n");
        assertThat(run(new RepairCommand(off, clock))).isEqualTo(2);
        assertThat(run(new BackfillCommand(off, clock), "--since", "2026-01-01"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("the settings do not let Ringback call Twilio: set upstream");
        assertThat(twilio.requests().all()).isEmpty();
    }

    @Test
    void wrongCredentialsEndIt() throws IOException {
        loseAReceipt(1);
        Map<String, String> wrong = new HashMap<>(environment());
        wrong.put("TWILIO_AUTH_TOKEN", "another token");
        assertThat(run(new BackfillCommand(wrong, clock), "--since", "2026-01-01", "--messages"))
                .isEqualTo(1);
        assertThat(err.toString() + out).contains("401");
        assertThat(twilio.requests().all()).hasSizeLessThan(3);
    }
}
