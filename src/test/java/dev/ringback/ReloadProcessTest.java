package dev.ringback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.cli.ServeCommand;
import dev.ringback.outbound.RecordingServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The program as a process that is told to read its settings again, by SIGHUP and by the command. */
@Timeout(240)
class ReloadProcessTest {
    private static final Pattern ADDRESSES = Pattern.compile("webhooks come in at (\\S+)/twilio, reads at (\\S+)");
    private static final String TOKEN = TestCallbacks.AUTH_TOKEN;
    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private final List<Process> started = new CopyOnWriteArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();

    @AfterEach
    void stopAll() {
        over.set(true);
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void aSignalAndTheCommandReadTheSettingsAgainAndNothingIsLost() throws Exception {
        try (RecordingServer target = RecordingServer.start()) {
            write("", target, "first");
            Process serve = start("serve", "--callback-listen", "127.0.0.1:0", "--api-listen", "127.0.0.1:0");
            Background.THREADS.execute(() -> collect(serve));
            MatchResult addresses = awaitLine(ADDRESSES);
            String api = addresses.group(2);
            List<CompletableFuture<Void>> senders = List.of(
                    CompletableFuture.runAsync(() -> send(addresses.group(1)), Background.THREADS),
                    CompletableFuture.runAsync(() -> send(addresses.group(1)), Background.THREADS));

            write("", target, "first", "second");
            hangUp(serve);
            awaitLine(Pattern.compile("the settings were read again: forward target second was added"));
            Files.writeString(folder.resolve("ringback.yaml"), "accounts:\n  - sid: [" + TOKEN);
            hangUp(serve);
            awaitLine(
                    Pattern.compile("the settings are wrong, and nothing has changed: ringback.yaml is no valid YAML"));
            assertThat(run(2, "reload", "--api-listen", api))
                    .contains("nothing has changed", "ringback.yaml is no valid YAML at line")
                    .doesNotContain(TOKEN);
            write("the token before", target, "second");
            assertThat(run(0, "reload", "--api-listen", api))
                    .contains(
                            "account " + TestCallbacks.ACCOUNT_SID + " has changed",
                            "forward target first was removed");
            assertThat(run(0, "reload", "--api-listen", api)).contains("nothing has changed");

            over.set(true);
            for (CompletableFuture<Void> sender : senders) {
                sender.get(60, TimeUnit.SECONDS);
            }
            assertThat(refused).hasValue(0);
            await().atMost(SOON).until(() -> all(target).containsAll(acknowledged));
            serve.destroy();
            assertThat(serve.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(serve.exitValue()).isZero();
            assertThat(run(1, "reload", "--api-listen", api)).contains("no server answers at http://" + api);
            assertThat(lines).noneMatch(line -> line.contains(TOKEN));
        }
    }

    /** {@code serve} that gets a SIGHUP while it starts. */
    static final class HungUpServe {
        private HungUpServe() {}

        public static void main(String[] arguments) {
            ServeCommand serve = new ServeCommand(
                    System.getenv(),
                    (settings, clock) -> {
                        try {
                            new ProcessBuilder(
                                            "kill",
                                            "-HUP",
                                            Long.toString(
                                                    ProcessHandle.current().pid()))
                                    .start()
                                    .waitFor();
                        } catch (IOException | InterruptedException failed) {
                            throw new IllegalStateException(failed);
                        }
                        return RingbackServer.start(settings, clock);
                    },
                    Clock.systemUTC());
            System.exit(new CommandLine(serve).execute(arguments));
        }
    }

    @Test
    void aSignalDuringTheStartWaitsForItsEnd() throws Exception {
        try (RecordingServer target = RecordingServer.start()) {
            write("", target, "first");
            Process serve = prepare(
                            HungUpServe.class, "--callback-listen", "127.0.0.1:0", "--api-listen", "127.0.0.1:0")
                    .start();
            started.add(serve);
            Background.THREADS.execute(() -> collect(serve));

            awaitLine(ADDRESSES);
            awaitLine(Pattern.compile("the settings were read again: nothing has changed"));

            serve.destroy();
            assertThat(serve.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(serve.exitValue()).isZero();
        }
    }

    private static Set<String> all(RecordingServer target) {
        Set<String> sids = ConcurrentHashMap.newKeySet();
        target.requests()
                .forEach(request -> sids.add(request.body().replaceAll("(?s).*MessageSid=(SM[0-9a-f]{32}).*", "$1")));
        return sids;
    }

    private void write(String olderToken, RecordingServer target, String... names) throws IOException {
        StringBuilder yaml =
                new StringBuilder("accounts:\n  - sid: " + TestCallbacks.ACCOUNT_SID + "\n    auth_tokens: ["
                        + TOKEN + (olderToken.isEmpty() ? "" : ", " + olderToken)
                        + "]\nalerts:\n  allow_private: [127.0.0.1]\nforward:\n");
        for (String name : names) {
            yaml.append("  - {name: ")
                    .append(name)
                    .append(", url: \"")
                    .append(target.url("/"))
                    .append("\"}\n");
        }
        Files.writeString(folder.resolve("ringback.yaml"), yaml.toString());
    }

    private void send(String address) {
        String url = "http://" + address + "/twilio";
        while (!over.get()) {
            String sid = TestCallbacks.sid("SM");
            String form = TestCallbacks.messageStatus(sid, "sent").form();
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("X-Twilio-Signature", TestServer.sign(TestServer.tokenKey(TOKEN), url, form))
                    .POST(BodyPublishers.ofString(form))
                    .build();
            // some hundred events a second at most: the target gets each of them before the test ends
            LockSupport.parkNanos(10_000_000);
            try {
                if (client.send(request, BodyHandlers.discarding()).statusCode() == 204) {
                    acknowledged.add(sid);
                } else {
                    refused.incrementAndGet();
                }
            } catch (IOException | InterruptedException failed) {
                refused.incrementAndGet();
            }
        }
    }

    private static void hangUp(Process process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-HUP", Long.toString(process.pid()))
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    private void collect(Process process) {
        try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
            err.lines().forEach(lines::add);
        } catch (IOException closed) {
            throw new AssertionError(closed);
        }
    }

    private MatchResult awaitLine(Pattern pattern) {
        return await().atMost(SOON)
                .until(
                        () -> lines.stream()
                                .flatMap(line -> pattern.matcher(line).results())
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Runs a command to its end, and returns what it said. */
    private String run(int exitCode, String... arguments) throws Exception {
        Process process = prepare(arguments).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(exitCode);
        return said;
    }

    private Process start(String... arguments) throws IOException {
        Process process = prepare(arguments).start();
        started.add(process);
        return process;
    }

    private ProcessBuilder prepare(String... arguments) {
        return prepare(Ringback.class, arguments);
    }

    private ProcessBuilder prepare(Class<?> program, String... arguments) {
        ProcessBuilder builder = JavaLauncher.prepare(JavaLauncher.QUICKLY, program, List.of(arguments))
                .directory(folder.toFile());
        // whatever runs the tests may ignore the signal, as nohup does, and a program begins with what it inherits
        builder.command().addAll(0, List.of("env", "--default-signal=HUP"));
        builder.environment().keySet().removeIf(name -> name.startsWith("TWILIO_"));
        builder.environment().put("RINGBACK_DATABASE", "jdbc:sqlite:" + TestServer.database(folder));
        return builder;
    }
}
