package dev.ringback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code tail} as a process beside a server that restarts, and before a pipe that closes. */
@Timeout(240)
class TailProcessTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final List<Process> started = new CopyOnWriteArrayList<>();
    private int callbackPort;
    private int apiPort;

    @BeforeEach
    void choosePorts() throws IOException {
        try (ServerSocket callback = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket api = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            callbackPort = callback.getLocalPort();
            apiPort = api.getLocalPort();
        }
    }

    @AfterEach
    void stopAll() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void aRestartOfTheServerLosesNothingAndCtrlCEndsItQuietly() throws Exception {
        Process first = serve();
        Process tail = start("tail", "tail");
        List<String> sids = new ArrayList<>();
        awaitStreams(1);
        sids.add(receive());
        await().atMost(SOON).until(() -> lines("tail.out").size() == 1);

        stop(first);
        await().atMost(SOON).until(() -> lines("tail.err").size() == 1);
        serve();
        sids.add(receive());
        sids.add(receive());
        await().atMost(SOON).until(() -> lines("tail.out").size() >= 3);
        interrupt(tail);

        assertThat(tail.exitValue()).isEqualTo(130);
        assertThat(lines("tail.out")).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(lines("tail.out").get(i))
                    .contains(sids.get(i), "delivered")
                    .doesNotContain("\u001b");
        }
        assertThat(lines("tail.err")).singleElement().asString().endsWith("; connecting again until it works");
    }

    @Test
    void itEndsQuietlyWhenWhoeverReadsHasEnough() throws Exception {
        serve();
        List<String> sids = List.of(receive(), receive(), receive(), receive(), receive());
        Process piped = piped("tail", "--after", "beginning", "--json");

        assertThat(piped.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(piped.exitValue()).isZero();
        assertThat(lines("piped.out")).hasSize(3);
        assertThat(lines("piped.out").get(2)).startsWith("{").contains(sids.get(2));
        assertThat(lines("piped.err")).isEmpty();
    }

    private Process serve() throws IOException {
        Process serve = start("serve", "serve", "--callback-listen", "127.0.0.1:" + callbackPort);
        await().atMost(SOON).until(() -> lines("serve.err").stream().anyMatch(line -> line.contains("reads at")));
        return serve;
    }

    private void stop(Process process) throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private static void interrupt(Process process) throws Exception {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    /** Delivers a message, and returns its SID. */
    private String receive() {
        String sid = TestCallbacks.sid("SM");
        String url = "http://127.0.0.1:" + callbackPort + "/twilio";
        String form = TestCallbacks.messageStatus(sid, "delivered").form();
        String signature = TestServer.sign(TestServer.tokenKey(TestCallbacks.AUTH_TOKEN), url, form);
        assertThat(TestServer.request(signature, "application/x-www-form-urlencoded")
                        .body(form.getBytes(StandardCharsets.UTF_8))
                        .post(url)
                        .statusCode())
                .isEqualTo(204);
        return sid;
    }

    private void awaitStreams(int count) {
        await().atMost(SOON)
                .until(() -> TestServer.request("", null)
                        .get("http://127.0.0.1:" + apiPort + "/metrics")
                        .asString()
                        .contains("ringback_streams " + count + ".0"));
    }

    private Process start(String name, String... arguments) throws IOException {
        return start(name, prepare(arguments));
    }

    /** Pipes the output of a command into {@code head -3}, and ends as the command does. */
    private Process piped(String... arguments) throws IOException {
        ProcessBuilder builder = prepare(arguments);
        List<String> command = new ArrayList<>(List.of("bash", "-c", "set -o pipefail; \"$@\" | head -3", "bash"));
        command.addAll(builder.command());
        return start("piped", builder.command(command));
    }

    private Process start(String name, ProcessBuilder builder) throws IOException {
        Process process = builder.redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile())
                .start();
        started.add(process);
        return process;
    }

    private ProcessBuilder prepare(String... arguments) {
        ProcessBuilder builder = JavaLauncher.prepare(JavaLauncher.QUICKLY, Ringback.class, List.of(arguments))
                .directory(folder.toFile());
        // whatever runs the tests may ignore the signal, as a shell does for what it starts in the background
        builder.command().addAll(0, List.of("env", "--default-signal=INT"));
        builder.environment()
                .putAll(Map.of(
                        "TWILIO_ACCOUNT_SID",
                        TestCallbacks.ACCOUNT_SID,
                        "TWILIO_AUTH_TOKEN",
                        TestCallbacks.AUTH_TOKEN,
                        "RINGBACK_DATABASE",
                        "jdbc:sqlite:" + TestServer.database(folder),
                        "RINGBACK_API_LISTEN",
                        "127.0.0.1:" + apiPort));
        return builder;
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(folder.resolve(file));
    }
}
