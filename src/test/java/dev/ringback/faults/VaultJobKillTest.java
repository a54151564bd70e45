package dev.ringback.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.TestCallbacks;
import dev.ringback.TestClock;
import dev.ringback.model.Account;
import dev.ringback.model.EventSource;
import dev.ringback.model.Progress;
import dev.ringback.model.Recording;
import dev.ringback.model.RecordingBuilder;
import dev.ringback.simulate.api.SimulatedTwilio;
import dev.ringback.simulate.api.SimulatedTwilioOptions;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} in the middle of copying what exists: the next server goes on, and in the end the vault has everything, whole. */
@Tag("long")
@Timeout(300)
class VaultJobKillTest {
    private static final int RECORDINGS = 240;
    private static final int KILLS = 4;
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final Instant now = Instant.now();
    private final SimulatedTwilio twilio = SimulatedTwilio.start(
            SimulatedTwilioOptions.of(Account.of(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN)),
            new TestClock(now));

    @AfterEach
    void stop() {
        twilio.close();
    }

    @Test
    void copyingGoesOnWhereAKillEndedIt() throws Exception {
        for (int i = 0; i < RECORDINGS; i++) {
            twilio.add(recording(i));
        }
        twilio.conditions().latency(Duration.ofMillis(100), Duration.ofMillis(150));
        Path config = Files.writeString(
                folder.resolve("ringback.yaml"),
                "upstream: {enabled: true, url: \"%s\"}\nvault: {folder: \"%s\", redirect_hosts: [\"127.0.0.1\"]}\n"
                        .formatted(twilio.url(), folder.resolve("vault")));
        ServeProcess.Recipe recipe = new ServeProcess.Recipe(folder.resolve("ringback.db"), ServeProcess.freePort())
                .config(config)
                .forManyStarts();
        int job = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            try (ServeProcess serve = recipe.start()) {
                if (kill == 1) {
                    job = begin(
                            serve,
                            "vault-copy",
                            "Since",
                            now.minus(Duration.ofDays(3)).toString());
                }
                int copied = kill * RECORDINGS / (KILLS + 1);
                await().atMost(SOON).until(() -> files() >= copied);
                serve.kill();
            }
            assertThat(files()).as("it was killed in the middle").isLessThan(RECORDINGS);
        }
        try (ServeProcess serve = recipe.start()) {
            assertThat(outcome(serve, job)).startsWith(RECORDINGS + " objects were copied, ");
            for (int i = 0; i < RECORDINGS; i++) {
                Recording recording = recording(i);
                assertThat(file(recording))
                        .hasBinaryContent(twilio.contents().wav(recording).bytes());
            }
            assertThat(outcome(serve, begin(serve, "vault-verify")))
                    .matches(RECORDINGS + " objects are whole, [0-9.]+ MB");
            await().atMost(SOON).until(() -> incomplete() == 0);
        }
    }

    private Recording recording(int number) {
        Instant created = now.minus(Duration.ofHours(2)).plusSeconds(number);
        return RecordingBuilder.builder()
                .accountSid(TestCallbacks.ACCOUNT_SID)
                .sid("RE%032x".formatted(number))
                .progress(new Progress(0, "completed", EventSource.CALLBACK))
                .callSid("CA%032x".formatted(number))
                .startTime(created)
                .duration(Duration.ofSeconds(1 + number % 5))
                .channels(1 + number % 2)
                .source("OutboundAPI")
                .dateCreated(created)
                .dateUpdated(created)
                .lastReceivedAt(created)
                .build();
    }

    private Path file(Recording recording) {
        return folder.resolve("vault/" + TestCallbacks.ACCOUNT_SID + "/recordings/"
                + recording.dateCreated().toString().substring(0, 7) + '/' + recording.sid() + ".wav");
    }

    private long files() throws IOException {
        Path recordings = folder.resolve("vault/" + TestCallbacks.ACCOUNT_SID + "/recordings");
        if (!Files.exists(recordings)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(recordings)) {
            return files.filter(file -> file.toString().endsWith(".wav")).count();
        }
    }

    private long incomplete() throws IOException {
        Path place = folder.resolve("vault/.incomplete");
        if (!Files.exists(place)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private static int begin(ServeProcess serve, String kind, String... namesAndValues) {
        RequestSpecification form = as().formParam("Kind", kind);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form = form.formParam(namesAndValues[i], namesAndValues[i + 1]);
        }
        return form.post(serve.apiUrl("/ringback/v1/jobs")).path("id");
    }

    private static String outcome(ServeProcess serve, int job) {
        await().atMost(SOON).until(() -> find(serve, job).path("finished_at") != null);
        return find(serve, job).path("result");
    }

    private static Response find(ServeProcess serve, int job) {
        return as().get(serve.apiUrl("/ringback/v1/jobs/" + job));
    }

    private static RequestSpecification as() {
        return RestAssured.given().auth().preemptive().basic(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN);
    }
}
