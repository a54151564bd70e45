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
import dev.ringback.simulate.api.content.WavSound;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ten recordings of up to half a gigabyte, copied at once by a server with little memory, beside a client that only writes them to files. */
@Tag("long")
@Timeout(900)
class VaultMemoryTest {
    private static final int RECORDINGS = 10;
    private static final Duration LENGTH = Duration.ofSeconds(Form.pick(3_125, 15_625)); // of 100 or 500 MB in stereo
    private static final String HEAP = "-Xmx128m";
    private static final long MOST_RESIDENT_MEGABYTES = 400;

    @TempDir
    private Path folder;

    private final Instant now = Instant.now();
    private final SimulatedTwilio twilio = SimulatedTwilio.start(
            SimulatedTwilioOptions.of(Account.of(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN)),
            new TestClock(now));

    @AfterEach
    void stop() {
        twilio.close();
    }

    @Test
    void largeRecordingsAreStreamed() throws Exception {
        List<Recording> recordings = new ArrayList<>();
        for (int i = 0; i < RECORDINGS; i++) {
            Recording recording = recording(i);
            recordings.add(recording);
            twilio.add(recording);
        }
        long length = WavSound.of("RE", 2, LENGTH).length();
        double plain = plain(recordings);
        Path config = Files.writeString(
                folder.resolve("ringback.yaml"), """
                upstream: {enabled: true, url: "%s"}
                vault: {folder: "%s", max_concurrent: %d}
                """.formatted(twilio.url(), folder.resolve("vault"), RECORDINGS));
        ServeProcess.Recipe recipe = new ServeProcess.Recipe(folder.resolve("ringback.db"), ServeProcess.freePort())
                .config(config)
                .javaOption(HEAP);
        try (ServeProcess serve = recipe.start()) {
            long begun = System.nanoTime();
            ListedRecordings.backfill(serve, now.minus(Duration.ofDays(1)), "Recordings");
            await().atMost(Duration.ofMinutes(10)).until(() -> copied() == RECORDINGS);
            double seconds = (System.nanoTime() - begun) / 1e9;
            long resident = serve.residentMegabytes();
            assertThat(resident).isLessThan(MOST_RESIDENT_MEGABYTES);
            assertThat(twilio.requests().highestConcurrency(TestCallbacks.ACCOUNT_SID))
                    .isGreaterThan(2);
            new ResultRow("81-vault-memory", "ten recordings of " + (length >> 20) + " MB, copied at once")
                    .figure("%.0f MB/s", RECORDINGS * length / seconds / 1e6)
                    .figure("%.2f of a client that only writes them to files, in one run", plain / seconds)
                    .figure("%d MB resident with a heap of 128 MB", resident)
                    .write();
        }
    }

    /** Fetches all at once into files that are synced, and returns the seconds. */
    private double plain(List<Recording> recordings) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService threads = Executors.newFixedThreadPool(RECORDINGS);
        try {
            long begun = System.nanoTime();
            List<Future<?>> all = new ArrayList<>();
            for (Recording recording : recordings) {
                all.add(threads.submit(() -> {
                    fetch(client, recording);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
            return (System.nanoTime() - begun) / 1e9;
        } finally {
            threads.shutdownNow();
        }
    }

    private void fetch(HttpClient client, Recording recording) throws Exception {
        String credentials = TestCallbacks.ACCOUNT_SID + ':' + TestCallbacks.AUTH_TOKEN;
        HttpRequest request = HttpRequest.newBuilder(URI.create(twilio.url() + "/2010-04-01/Accounts/"
                        + TestCallbacks.ACCOUNT_SID + "/Recordings/" + recording.sid() + ".wav?RequestedChannels=2"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .build();
        Path file = folder.resolve("plain-" + recording.sid());
        try (InputStream body =
                        client.send(request, BodyHandlers.ofInputStream()).body();
                OutputStream out = Files.newOutputStream(file)) {
            body.transferTo(out);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.delete(file);
    }

    private long copied() throws Exception {
        return DatabaseRows.number(
                folder.resolve("ringback.db"), "SELECT count(*) FROM vault_object WHERE state = 'copied'");
    }

    private Recording recording(int number) {
        return ListedRecordings.recording(number, now.minus(Duration.ofHours(6)), LENGTH)
                .channels(2)
                .build();
    }
}
