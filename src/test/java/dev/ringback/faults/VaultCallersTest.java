package dev.ringback.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.DatabaseRows;
import dev.ringback.Form;
import dev.ringback.TestCallbacks;
import dev.ringback.TestClock;
import dev.ringback.model.Account;
import dev.ringback.model.Recording;
import dev.ringback.simulate.api.SimulatedTwilio;
import dev.ringback.simulate.api.SimulatedTwilioOptions;
import dev.ringback.storage.TestEntries;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Callers who wait for Twilio, before and while a vault deletes there as fast as it can. */
@Tag("long")
@Timeout(600)
class VaultCallersTest {
    private static final int RECORDINGS = Form.pick(200, 600);
    private static final int READS = Form.pick(40, 100);
    private static final Duration SOON = Duration.ofMinutes(4);

    @TempDir
    private Path folder;

    private final Instant now = Instant.now();
    private final SimulatedTwilio twilio = SimulatedTwilio.start(
            SimulatedTwilioOptions.of(Account.of(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN)),
            new TestClock(now));
    private int next = RECORDINGS;

    @AfterEach
    void stop() {
        twilio.close();
    }

    @Test
    void deletionsKeepNoCallerWaiting() throws Exception {
        for (int i = 0; i < RECORDINGS + 6 * READS; i++) {
            twilio.add(recording(i, i < RECORDINGS));
        }
        twilio.conditions().latency(Duration.ofMillis(20), Duration.ofMillis(30));
        ServeProcess.Recipe recipe =
                new ServeProcess.Recipe(folder.resolve("ringback.db"), ServeProcess.freePort()).config(config(""));
        double before;
        try (ServeProcess serve = recipe.start()) {
            ListedRecordings.backfill(serve, now.minus(Duration.ofDays(1)), "Recordings");
            await().atMost(SOON).untilAsserted(() -> assertThat(copied()).isEqualTo(RECORDINGS));
            read(serve);
            before = read(serve);
        }
        double usual = meanwhile(recipe, "delete_after: 1s,");
        double fastest = meanwhile(recipe, "delete_after: 1s, delete_rate: 1000/s,");

        assertThat(usual).isLessThan(1.5 * before + 20);
        assertThat(fastest).isLessThan(2 * before + 50);
        new ResultRow("83-vault-callers", "reads that wait for Twilio while a vault deletes there")
                .figure("median %.0f ms before, %.0f ms at one deletion a second", before, usual)
                .figure("%.0f ms at as many as it can", fastest)
                .write();
    }

    private double meanwhile(ServeProcess.Recipe recipe, String settings) throws Exception {
        config(settings);
        int before = twilio.deletions().all().size();
        try (ServeProcess serve = recipe.start()) {
            read(serve);
            await().atMost(SOON).until(() -> twilio.deletions().all().size() > before);
            double during = read(serve);
            assertThat(twilio.deletions().all())
                    .as("it was deleting meanwhile")
                    .hasSizeBetween(before + 2, RECORDINGS - 1);
            return during;
        }
    }

    private Path config(String more) throws Exception {
        return Files.writeString(
                folder.resolve("ringback.yaml"), """
                upstream: {reads: missing, url: "%s"}
                vault: {folder: "%s", %s formats: [wav]}
                """.formatted(twilio.url(), folder.resolve("vault"), more));
    }

    /** Reads what only Twilio has, one after the other, and returns the median in milliseconds. */
    private double read(ServeProcess serve) {
        double[] times = new double[READS];
        for (int i = 0; i < READS; i++) {
            String sid = recording(next++, false).sid();
            long begun = System.nanoTime();
            as().get(serve.apiUrl("/2010-04-01/Accounts/" + TestCallbacks.ACCOUNT_SID + "/Recordings/" + sid + ".json"))
                    .then()
                    .statusCode(200);
            times[i] = (System.nanoTime() - begun) / 1e6;
        }
        Arrays.sort(times);
        return times[READS / 2];
    }

    private long copied() throws Exception {
        return DatabaseRows.number(
                folder.resolve("ringback.db"), "SELECT count(*) FROM vault_object WHERE state = 'copied'");
    }

    /** One that goes on has nothing to copy. */
    private Recording recording(int number, boolean isCompleted) {
        Instant created = now.minus(Duration.ofHours(6));
        Instant dated = isCompleted ? created : created.minus(Duration.ofDays(30));
        return ListedRecordings.recording(number, created, Duration.ofSeconds(1))
                .progress(TestEntries.progress(0, isCompleted ? "completed" : "in-progress"))
                .dateCreated(dated)
                .dateUpdated(dated)
                .build();
    }

    private static RequestSpecification as() {
        return RestAssured.given().auth().preemptive().basic(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN);
    }
}
