package dev.ringback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.Account;
import dev.ringback.model.EventSource;
import dev.ringback.model.Message;
import dev.ringback.model.MessageBuilder;
import dev.ringback.model.Progress;
import dev.ringback.model.Recording;
import dev.ringback.model.RecordingBuilder;
import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultObjectBuilder;
import dev.ringback.model.VaultState;
import dev.ringback.simulate.api.SimulatedTwilio;
import dev.ringback.simulate.api.SimulatedTwilioOptions;
import dev.ringback.storage.Database;
import dev.ringback.storage.TestEntries;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vault by command without a server, its backup, and what is made of that when it was lost. */
class VaultCommandsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock(NOW);
    private final SimulatedTwilio twilio = SimulatedTwilio.start(
            SimulatedTwilioOptions.of(Account.of(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN)), clock);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void createDatabase() {
        TestSqlite.create(database());
    }

    @AfterEach
    void close() {
        twilio.close();
    }

    private Path database() {
        return TestServer.database(folder);
    }

    private Path store() {
        return folder.resolve("vault");
    }

    private int run(String... arguments) throws IOException {
        return runWith("", arguments);
    }

    /** @param more settings of the vault, each behind a comma */
    private int runWith(String more, String... arguments) throws IOException {
        return runBy(
                "upstream: {enabled: true, url: \"" + twilio.url() + "\"}\nvault: {folder: \"" + store()
                        + "\", redirect_hosts: [\"127.0.0.1\"]" + more + "}\n",
                arguments);
    }

    private int runBy(String settings, String... arguments) throws IOException {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Map<String, String> environment = Map.of(
                "TWILIO_ACCOUNT_SID",
                TestCallbacks.ACCOUNT_SID,
                "TWILIO_AUTH_TOKEN",
                TestCallbacks.AUTH_TOKEN,
                "RINGBACK_CONFIG",
                Files.writeString(folder.resolve("ringback.yaml"), settings).toString(),
                "RINGBACK_DATABASE",
                "jdbc:sqlite:" + database());
        return Ringback.commandLine(environment, clock)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private static Recording recording(int number) {
        Instant created = NOW.minus(Duration.ofDays(number));
        return RecordingBuilder.builder()
                .accountSid(TestCallbacks.ACCOUNT_SID)
                .sid("RE%032d".formatted(number))
                .progress(new Progress(0, "completed", EventSource.CALLBACK))
                .callSid("CA%032d".formatted(number))
                .startTime(created)
                .duration(Duration.ofSeconds(2))
                .channels(1)
                .source("OutboundAPI")
                .dateCreated(created)
                .dateUpdated(created)
                .lastReceivedAt(created)
                .build();
    }

    private void addRecordings(int count) {
        for (int number = 1; number <= count; number++) {
            twilio.add(recording(number));
        }
    }

    private Path file(int number) {
        Recording recording = recording(number);
        String month = recording.dateCreated().toString().substring(0, 7);
        return store().resolve(TestCallbacks.ACCOUNT_SID + "/recordings/" + month + '/' + recording.sid() + ".wav");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        }
    }

    private static void delete(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void loseTheDatabase() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.getFileName()
                            .toString()
                            .startsWith(database().getFileName().toString()))
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void withoutAServerTheCommandCopiesItself() throws IOException {
        addRecordings(3);

        assertThat(run("vault", "copy", "--since", "2026-02-01"))
                .as(err.toString())
                .isZero();

        assertThat(out.toString()).startsWith("3 objects were copied, ").contains("; lists: ");
        assertThat(err.toString()).contains("copies into the vault", "100 %");
        assertThat(file(2)).hasBinaryContent(twilio.contents().wav(recording(2)).bytes());
        assertThat(run("vault", "verify")).as(err.toString()).isZero();
        assertThat(out.toString()).startsWith("3 objects are whole, ");
    }

    @Test
    void whatIsDamagedIsToldByTheExitCodeAndIsCopiedAgain() throws IOException {
        addRecordings(2);
        run("vault", "copy", "--since", "2026-02-01");
        Files.write(file(1), new byte[7]);

        assertThat(run("vault", "verify")).isEqualTo(1);
        assertThat(err.toString()).contains("1 is damaged: ", recording(1).sid());

        assertThat(run("vault", "copy", "--since", "2026-02-01"))
                .as(err.toString())
                .isZero();
        assertThat(run("vault", "verify")).as(err.toString()).isZero();
    }

    @Test
    void aPlanSaysWhatWouldComeAndAsksNothing() throws IOException {
        try (Database database = TestSqlite.openFile(database())) {
            for (int number = 1; number <= 3; number++) {
                database.events().append(List.of(TestEntries.entry(recording(number))));
            }
            database.events().append(List.of(TestEntries.entry(message("SM", 1, 0, Duration.ofDays(100)))));
            database.events().append(List.of(TestEntries.entry(message("SM", 2, 0, Duration.ofDays(80)))));
            database.events().append(List.of(TestEntries.entry(message("MM", 3, 2, Duration.ofDays(1)))));
        }

        assertThat(runBy("upstream: {enabled: false}\n", "vault", "plan"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains("The settings have no vault: with vault.folder")
                .contains("The settings do not let Ringback call Twilio")
                .contains("The mirror has 3 completed recordings of 0 minutes, and 1 message with media")
                .contains("To be copied: 3 files of recordings (wav), about 96.0 kB, and 2 files of media")
                .contains("vault copy --since 2026-02-26")
                .contains("vault.delete_after is not set")
                .contains("vault.retention_at_twilio.messages is not set")
                .contains("vault.retention is not set");

        assertThat(runWith(
                        ", formats: [wav, mp3], delete_after: 7d, delete_rate: 1/m, retention_at_twilio: {messages: 90d},"
                                + " delete_hours: {days: [mon, tue], from: \"01:00\", to: \"03:00\", zone: UTC}",
                        "vault",
                        "plan"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains("To be copied: 6 files of recordings (mp3, wav), about 120.0 kB")
                .contains("Deleted at Twilio by vault.delete_after, 7 days after the copy: 0 objects (0 bytes) now,"
                        + " 0 objects (0 bytes) within 30 days, and what is to be copied 7 days after that")
                .contains("by vault.retention_at_twilio.messages, older than 90 days: 1 now, 1 within 30 days")
                .contains(
                        "These 2 deletions at Twilio take 120 seconds in vault.delete_hours, which are 4 hours a week");
        assertThat(twilio.requests().all()).isEmpty();
        assertThat(store()).doesNotExist();
    }

    @Test
    void aPlanCountsWhatTheVaultHas() throws IOException {
        addRecordings(2);
        run("vault", "copy", "--since", "2026-02-01");
        clock.advance(Duration.ofDays(10));
        int requests = twilio.requests().all().size();

        assertThat(runWith(", delete_after: 7d, retention: 30d", "vault", "plan"))
                .as(err.toString())
                .isZero();

        assertThat(out.toString())
                .contains("The vault has 2 files of recordings, 64.1 kB, and 0 files of media, 0 bytes")
                .contains("To be copied: 0 files of recordings (wav)")
                .contains("7 days after the copy: 2 objects (64.1 kB) now, 0 objects (0 bytes) within 30 days\n")
                .contains("These 2 deletions at Twilio take 2 seconds, at any hour")
                .contains("by vault.retention, 30 days after the copy: 0 objects (0 bytes) now, 2 objects (64.1 kB)"
                        + " within 30 days")
                .doesNotContain("vault copy --since");
        assertThat(twilio.requests().all()).hasSize(requests);
    }

    @Test
    void aPlanDoesNotCountAttachmentsThatTwilioDoesNotListAnyMore() throws IOException {
        try (Database database = TestSqlite.openFile(database())) {
            Message message = message("MM", 3, 2, Duration.ofDays(1));
            database.events().append(List.of(TestEntries.entry(message)));
            VaultObject list = VaultObject.heard(
                    message.accountSid(), VaultKind.MEDIA_LIST, message.sid(), "", message.sid(), "", NOW);
            database.vault().add(List.of(list));
            VaultObject stored = database.vault()
                    .find(message.accountSid(), VaultKind.MEDIA_LIST, message.sid(), "")
                    .orElseThrow();
            database.vault()
                    .replace(VaultObjectBuilder.builder(stored)
                            .state(VaultState.GONE)
                            .dueAt(null)
                            .build());
        }

        assertThat(runWith("", "vault", "plan")).as(err.toString()).isZero();

        assertThat(out.toString()).contains("0 files of media");
    }

    private static Message message(String prefix, int number, int media, Duration age) {
        Instant sent = NOW.minus(age);
        return MessageBuilder.builder()
                .accountSid(TestCallbacks.ACCOUNT_SID)
                .sid(prefix + "%032d".formatted(number))
                .progress(new Progress(0, "delivered", EventSource.CALLBACK))
                .to("+14155550101")
                .from("+14155550102")
                .body("hello")
                .direction("outbound-api")
                .apiVersion("2010-04-01")
                .numMedia(media)
                .numSegments(1)
                .dateCreated(sent)
                .dateUpdated(sent)
                .dateSent(sent)
                .lastReceivedAt(sent)
                .build();
    }

    @Test
    void theStatusSumsUpAndChangesNothing() throws IOException {
        assertThat(run("vault", "status")).isEqualTo(1);
        assertThat(out.toString())
                .contains("The vault is in the folder " + store())
                .contains("It cannot be used: nothing was ever kept in the folder")
                .contains("The ledger has no entries");
        assertThat(store()).doesNotExist();

        addRecordings(2);
        run("vault", "copy", "--since", "2026-02-01");
        clock.advance(Duration.ofHours(3));
        try (Database database = TestSqlite.openFile(database())) {
            fails(database, 7, "not-found: Twilio answers 404", Duration.ofHours(2));
            fails(database, 8, "not-found: Twilio answers 404 again", Duration.ofHours(1));
            fails(database, 9, "the vault is asked too much", Duration.ZERO);
        }
        List<String> before = Files.readAllLines(store().resolve("ringback-vault.json"));

        assertThat(run("vault", "status")).as(err.toString()).isZero();

        assertThat(out.toString())
                .contains(" are free")
                .contains("It can be used, and is the one that the ledger knows")
                .contains("recording     failed    3 entries, 3 failing")
                .contains("recording     copied    2 entries, 64.1 kB")
                .contains("The oldest that waits to be copied was heard of at 2026-03-01T12:00:00Z, 3 hours ago")
                .contains("Failed: 2 entries by 'not-found', last RE00000000000000000000000000000008 at"
                        + " 2026-03-01T14:00:00Z (not-found: Twilio answers 404 again)")
                .contains("Failed: 1 entry by 'the vault is asked too much', last RE0");
        assertThat(store().resolve("ringback-vault.json")).hasContent(String.join("\n", before));
    }

    private void fails(Database database, int number, String failure, Duration ago) {
        Recording recording = recording(number);
        VaultObject heard = VaultObject.heard(
                recording.accountSid(),
                VaultKind.RECORDING,
                recording.sid(),
                "wav",
                null,
                "a/b/" + recording.sid(),
                NOW);
        database.vault()
                .add(List.of(VaultObjectBuilder.builder(heard)
                        .state(VaultState.FAILED)
                        .attempts(5)
                        .failure(failure)
                        .failedAt(clock.instant().minus(ago))
                        .build()));
    }

    @Test
    void settingsWithoutAVaultAreWrong() throws IOException {
        for (String command : List.of("verify", "scan", "status")) {
            assertThat(runBy("upstream: {enabled: false}\n", "vault", command)).isEqualTo(2);
            assertThat(err.toString()).contains("the settings have no vault: set vault.folder");
        }
        assertThat(runBy("upstream: {enabled: false}\n", "vault", "copy", "--since", "2026-02-01"))
                .isEqualTo(2);
        assertThat(runBy(
                        "upstream: {enabled: false}\nvault: {folder: \"" + store() + "\"}\n",
                        "vault",
                        "copy",
                        "--since",
                        "2026-02-01"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("the settings do not let Ringback call Twilio");
        assertThat(run("vault", "copy", "--since", "tomorrow")).isEqualTo(2);
        assertThat(run("vault", "copy")).isEqualTo(2);
        assertThat(run("vault")).isEqualTo(2);
        assertThat(err.toString()).contains("plan, status, copy, verify or scan");
    }

    @Test
    void aBackupOfDatabaseAndFolderIsWholeWhenItIsRestored() throws IOException {
        addRecordings(4);
        run("vault", "copy", "--since", "2026-02-01");
        Path backup = folder.resolve("backup.db");
        Path copies = Files.createDirectory(folder.resolve("copies")).resolve("vault");
        assertThat(run("backup", backup.toString())).as(err.toString()).isZero();
        copy(store(), copies);

        loseTheDatabase();
        delete(store());
        assertThat(run("restore", backup.toString())).as(err.toString()).isZero();
        copy(copies, store());

        assertThat(run("vault", "verify")).as(err.toString()).isZero();
        assertThat(out.toString().strip()).isEqualTo("4 objects are whole, 128.2 kB");
    }

    @Test
    void afterAnOlderDatabaseWasRestoredAScanMakesTheLedgerWhole() throws IOException {
        addRecordings(2);
        run("vault", "copy", "--since", "2026-02-01");
        Path backup = folder.resolve("backup.db");
        assertThat(run("backup", backup.toString())).as(err.toString()).isZero();
        clock.advance(Duration.ofMinutes(1));
        addRecordings(5);
        run("vault", "copy", "--since", "2026-02-01");
        assertThat(out.toString()).startsWith("3 objects were copied");

        assertThat(run("restore", "--replace", backup.toString()))
                .as(err.toString())
                .isZero();
        assertThat(run("vault", "scan")).as(err.toString()).isZero();

        assertThat(out.toString()).startsWith("5 sidecars: 3 entries are added and 0 mended, 96.1 kB; 2 known before");
        assertThat(run("vault", "verify")).as(err.toString()).isZero();
        assertThat(out.toString().strip()).isEqualTo("5 objects are whole, 160.2 kB");
    }

    @Test
    void afterTheDatabaseWasLostAScanMakesTheLedgerWhole() throws IOException {
        addRecordings(3);
        run("vault", "copy", "--since", "2026-02-01");
        loseTheDatabase();
        TestSqlite.create(database());

        assertThat(run("vault", "status")).isEqualTo(1);
        assertThat(out.toString()).contains("was used by another database before");
        assertThat(run("vault", "scan")).isEqualTo(1);
        assertThat(err.toString()).contains("Nothing was changed: give --adopt");
        assertThat(run("vault", "scan", "--adopt", "--hash")).as(err.toString()).isZero();

        assertThat(run("vault", "verify")).as(err.toString()).isZero();
        assertThat(out.toString()).startsWith("3 objects are whole");
        assertThat(run("vault", "status")).isZero();
        assertThat(out.toString())
                .contains("It can be used, and is the one that the ledger knows")
                .contains("recording     copied    3 entries, 96.1 kB");
    }
}
