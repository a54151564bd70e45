package dev.ringback.upstream.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.Background;
import dev.ringback.JavaLauncher;
import dev.ringback.Ringback;
import dev.ringback.TestClock;
import dev.ringback.TestServer;
import dev.ringback.model.Account;
import dev.ringback.simulate.api.SimulatedTwilio;
import dev.ringback.simulate.api.SimulatedTwilioOptions;
import dev.ringback.simulate.api.http.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server is killed while a create is under way: the next one does not repeat it, and finds out what became of it. */
@Tag("long")
@Timeout(240)
class KilledWriteTest {
    private static final Pattern ADDRESSES = Pattern.compile("webhooks come in at (\\S+)/twilio, reads at (\\S+)");
    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private final SimulatedTwilio twilio = SimulatedTwilio.start(
            SimulatedTwilioOptions.of(Account.of(TestWrites.ACCOUNT_SID, TestWrites.AUTH_TOKEN)),
            new TestClock(Instant.now()));
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Process> started = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
        twilio.close();
    }

    @Test
    void whatBecameOfACreateIsKnownAfterAKill() throws Exception {
        int callbackPort = freePort();
        Files.writeString(folder.resolve("ringback.yaml"), """
                accounts:
                  - {sid: %s, auth_tokens: ["%s"]}
                upstream: {writes: true, callbacks: add, patience: 500ms, url: "%s"}
                """.formatted(
                        TestWrites.ACCOUNT_SID, TestWrites.AUTH_TOKEN, twilio.url()));
        String api = serve(callbackPort);
        twilio.faults().once(Fault.silenceAfterwards());
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(
                request(api, "/2010-04-01/Accounts/" + TestWrites.ACCOUNT_SID + "/Messages.json")
                        .header("Content-Type", TestWrites.FORM)
                        .POST(BodyPublishers.ofString(TestWrites.HELLO))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        await().atMost(SOON).until(() -> twilio.messageCount() == 1);
        started.get(0).destroyForcibly().waitFor();
        assertThat(answer).failsWithin(SOON);

        String next = serve(callbackPort);
        twilio.advance(Duration.ofMinutes(1));

        await().atMost(SOON)
                .until(() -> unknownWrites(next).contains("\"state\":\"created\"")
                        && unknownWrites(next).contains("\"sid\":\"SM"));
        assertThat(twilio.requests().posts()).hasSize(1);
    }

    private String unknownWrites(String api) throws IOException, InterruptedException {
        return client.send(request(api, "/ringback/v1/unknown-writes").build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static HttpRequest.Builder request(String api, String path) {
        String credentials = TestWrites.ACCOUNT_SID + ':' + TestWrites.AUTH_TOKEN;
        return HttpRequest.newBuilder(URI.create("http://" + api + path))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    /** Starts a server, and returns the address of its API door. */
    private String serve(int callbackPort) throws IOException {
        ProcessBuilder builder = JavaLauncher.prepare(
                        JavaLauncher.QUICKLY,
                        Ringback.class,
                        List.of(
                                "serve",
                                "--callback-listen",
                                "127.0.0.1:" + callbackPort,
                                "--api-listen",
                                "127.0.0.1:0"))
                .directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TWILIO_"));
        builder.environment().put("RINGBACK_DATABASE", "jdbc:sqlite:" + TestServer.database(folder));
        builder.environment().put("RINGBACK_PUBLIC_URL", "http://127.0.0.1:" + callbackPort);
        Process process = builder.start();
        started.add(process);
        List<String> lines = new CopyOnWriteArrayList<>();
        Background.THREADS.execute(() -> collect(process, lines));
        await().atMost(SOON)
                .until(() ->
                        lines.stream().anyMatch(line -> ADDRESSES.matcher(line).find()));
        return lines.stream()
                .flatMap(line -> ADDRESSES.matcher(line).results())
                .map(found -> found.group(2))
                .findFirst()
                .orElseThrow();
    }

    private static void collect(Process process, List<String> lines) {
        try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
            err.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException killed) {
            lines.add("killed");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
