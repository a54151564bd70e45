package dev.ringback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.Delivery;
import dev.ringback.storage.ForwardStore.NewDelivery;
import dev.ringback.storage.jdbi.sqlite.SqliteDatabase;
import dev.ringback.upkeep.Rebuild;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands on the database, as processes beside a server that runs, or was killed. */
@Tag("repeated")
@Timeout(300)
class UpkeepProcessTest {
    private static final Pattern ADDRESSES = Pattern.compile("webhooks come in at (\\S+)/twilio, reads at (\\S+)");

    /** The short form has so many times less in the database. */
    private static final int LESS = Form.pick(3, 1, 1);

    private static final int DELIVERIES = 40_000 / LESS;
    private static final int PERCENT_BETWEEN_KILLS = Form.pick(25, 10, 10);

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void killWhatIsLeft() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void aServedDatabaseIsRefusedToAllWhoWouldReplaceItAndFreeAfterAKill() throws Exception {
        Process serve = serve(database());
        awaitLine(serve, ADDRESSES);
        Path copy = folder.resolve("copy.db");
        assertThat(ended(start(database(), "backup", copy.toString())).exitCode())
                .isZero();

        for (String[] command : new String[][] {
            {"serve", "--callback-listen", "127.0.0.1:0", "--api-listen", "127.0.0.1:0"},
            {"restore", "--replace", copy.toString()}
        }) {
            Ended refused = ended(start(database(), command));
            assertThat(refused.exitCode()).as(refused.said()).isEqualTo(1);
            assertThat(refused.said()).contains("in use by another Ringback (process " + serve.pid() + ")");
        }

        Ended beside = ended(start(database(), "rebuild"));
        assertThat(beside.exitCode()).as(beside.said()).isZero();
        assertThat(beside.said()).contains("job 1 rebuilds it in the background", "100 %", "rebuilt from 0 events");

        serve.destroyForcibly().waitFor();
        Ended rebuild = ended(start(database(), "rebuild"));
        assertThat(rebuild.exitCode()).as(rebuild.said()).isZero();
        assertThat(rebuild.said()).contains("rebuilt from");
    }

    @Test
    void aBackupUnderLoadHasAllThatWasAcknowledgedBefore() throws Exception {
        try (SqliteDatabase filled = SqliteDatabase.open(database())) {
            // something to copy, so that much arrives meanwhile
            filled.events()
                    .append(TestTraffic.entries(4_000 / LESS, 1_000 / LESS, 1, Instant.parse("2026-01-01T12:00:00Z")));
        }
        Process serve = serve(database());
        Matcher addresses = awaitLine(serve, ADDRESSES);
        List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> sender =
                CompletableFuture.runAsync(() -> send(addresses.group(1), acknowledged, done), Background.THREADS);
        while (acknowledged.size() < 50) {
            assertThat(sender).isNotDone();
            Thread.sleep(1);
        }

        List<String> before = List.copyOf(acknowledged);
        Path copy = folder.resolve("copy.db");
        Ended backup = ended(start(database(), "backup", copy.toString()));
        int after = acknowledged.size();
        done.set(true);
        sender.join();

        assertThat(backup.exitCode()).as(backup.said()).isZero();
        assertThat(backup.said()).contains("100 %").contains("checked and synced");
        assertThat(after).as("callbacks are taken in meanwhile").isGreaterThan(before.size());
        Ended again = ended(start(database(), "backup", copy.toString()));
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.said()).contains("exists already");

        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path restored = TestServer.database(elsewhere);
        assertThat(ended(start(restored, "restore", copy.toString())).exitCode())
                .isZero();
        var rows = DatabaseRows.logAndProjections(restored);
        try (SqliteDatabase rebuilding = SqliteDatabase.openForRebuild(restored)) {
            new Rebuild(rebuilding.projections()).run((at, total) -> {});
        }
        assertThat(DatabaseRows.logAndProjections(restored)).isEqualTo(rows);
        try (TestServer server = TestServer.start(elsewhere)) {
            for (String sid : before) {
                assertThat(server.fetch("/Messages/" + sid + ".json").statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void aRebuildThatWasKilledIsNoticedAndRunAgain() throws Exception {
        try (SqliteDatabase filled = SqliteDatabase.open(database())) {
            for (long seed = 1; seed <= 6 / LESS; seed++) {
                filled.events().append(TestTraffic.entries(2_000, 500, seed, Instant.parse("2026-01-01T12:00:00Z")));
            }
        }
        var before = DatabaseRows.logAndProjections(database());
        Process rebuild = start(database(), "rebuild");
        awaitLine(rebuild, Pattern.compile("10 %"));
        rebuild.destroyForcibly().waitFor();

        Ended refused = ended(serve(database()));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.said()).contains("incomplete").contains("run 'ringback rebuild' again");

        Ended again = ended(start(database(), "rebuild"));
        assertThat(again.exitCode()).as(again.said()).isZero();
        assertThat(DatabaseRows.logAndProjections(database())).isEqualTo(before);
        awaitLine(serve(database()), ADDRESSES);
    }

    @Test
    @Tag("timed")
    void aMigrationThatIsKilledAgainAndAgainEndsAsOneThatWasNot() throws Exception {
        Instant now = Instant.parse("2026-01-01T12:00:00Z");
        try (SqliteDatabase filled = SqliteDatabase.open(database())) {
            filled.events().append(TestTraffic.entries(3_000 / LESS, 700 / LESS, 1, now));
            filled.deliveries()
                    .add(IntStream.range(0, DELIVERIES)
                            .mapToObj(
                                    i -> new NewDelivery("crm", "key " + i % 50, Delivery.Kind.NOTICE, null, "{}", now))
                            .toList());
        }
        long began = System.nanoTime();
        Ended whole = ended(migrate(folder.resolve("whole.db")));
        long milliseconds = Duration.ofNanos(System.nanoTime() - began).toMillis();
        assertThat(whole.exitCode()).as(whole.said()).isZero();
        assertThat(whole.said()).contains("and %,d deliveries".formatted(DELIVERIES));

        Path target = folder.resolve("killed.db");
        int killed = 0;
        for (int percent = 40; percent <= 90; percent += PERCENT_BETWEEN_KILLS) {
            Process process = migrate(target);
            if (!process.waitFor(milliseconds * percent / 100, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                killed++;
            }
        }
        assertThat(killed).isPositive();
        Ended again = ended(migrate(target));
        if (again.exitCode() == 0) { // else one of them was faster than the first
            assertThat(again.said().replace("killed.db", "whole.db").lines().toList())
                    .last()
                    .isEqualTo(
                            whole.said().lines().reduce((first, last) -> last).orElseThrow());
        } else {
            assertThat(again.said()).contains("holds events");
        }
        List<String> tables = List.of("delivery", "quarantine_size", "message", "call", "event");
        assertThat(DatabaseRows.of(target, tables)).isEqualTo(DatabaseRows.of(folder.resolve("whole.db"), tables));
    }

    private Process migrate(Path target) throws IOException {
        return start(database(), "migrate", "--from", "jdbc:sqlite:" + database(), "--to", "jdbc:sqlite:" + target);
    }

    private Path database() {
        return TestServer.database(folder);
    }

    private static void send(String address, List<String> acknowledged, AtomicBoolean done) {
        String url = "http://" + address + "/twilio";
        while (!done.get()) {
            String sid = TestCallbacks.sid("SM");
            String form = TestCallbacks.messageStatus(sid, "sent").form();
            String signature = TestServer.sign(TestServer.tokenKey(TestCallbacks.AUTH_TOKEN), url, form);
            assertThat(TestServer.request(signature, "application/x-www-form-urlencoded")
                            .body(form.getBytes(StandardCharsets.UTF_8))
                            .post(url)
                            .statusCode())
                    .isEqualTo(204);
            acknowledged.add(sid);
        }
    }

    private Process serve(Path database) throws IOException {
        return start(database, "serve", "--callback-listen", "127.0.0.1:0", "--api-listen", "127.0.0.1:0");
    }

    private Process start(Path database, String... arguments) throws IOException {
        ProcessBuilder builder = JavaLauncher.prepare(JavaLauncher.QUICKLY, Ringback.class, List.of(arguments))
                .directory(folder.toFile());
        builder.environment()
                .putAll(Map.of(
                        "TWILIO_ACCOUNT_SID",
                        TestCallbacks.ACCOUNT_SID,
                        "TWILIO_AUTH_TOKEN",
                        TestCallbacks.AUTH_TOKEN,
                        "RINGBACK_DATABASE",
                        "jdbc:sqlite:" + database));
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private record Ended(int exitCode, String said) {}

    private static Ended ended(Process process) throws Exception {
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    private static Matcher awaitLine(Process process, Pattern pattern) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        String line;
        while ((line = reader.readLine()) != null) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                return matcher;
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("the process ended without the line: " + said);
    }
}
