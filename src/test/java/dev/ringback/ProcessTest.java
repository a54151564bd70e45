package dev.ringback;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process: what it says, how it ends. */
@Timeout(120)
class ProcessTest {
    private static final Pattern ADDRESSES = Pattern.compile("webhooks come in at (\\S+)/twilio, reads at (\\S+)");
    private static final String TOKEN = TestCallbacks.AUTH_TOKEN;

    @TempDir
    Path folder;

    @Test
    void sigtermFinishesWhatItHoldsAndExitsWithZero() throws Exception {
        Process serve = start("serve", "--callback-listen", "127.0.0.1:0", "--api-listen", "127.0.0.1:0");
        Matcher addresses = awaitLine(serve, ADDRESSES);
        List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<Void> sender = CompletableFuture.runAsync(
                () -> sendUntilRefused(addresses.group(1), acknowledged), Background.THREADS);
        while (acknowledged.size() < 20) {
            assertThat(sender).isNotDone();
            Thread.sleep(1);
        }

        serve.destroy();

        assertThat(serve.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(serve.exitValue()).isZero();
        sender.get(60, TimeUnit.SECONDS);
        try (TestServer server = TestServer.start(folder)) {
            for (String sid : List.copyOf(acknowledged)) {
                assertThat(server.fetch("/Messages/" + sid + ".json").statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void wrongSettingsAreAllListedAndNoSecretIsPrinted() throws Exception {
        Process serve = start("serve", "--callback-listen", "nowhere", "--public-url", "nothing", "--max-body", "1");

        String said = new String(serve.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(serve.waitFor()).isEqualTo(2);
        assertThat(said)
                .contains("RINGBACK_CALLBACK_LISTEN", "RINGBACK_PUBLIC_URL", "RINGBACK_MAX_BODY")
                .doesNotContain(TOKEN);
    }

    @Test
    void aSecretInAnUnknownFlagIsNotRepeated() throws Exception {
        Process serve = start("serve", "--auth-token", "supersecret", "--other=supersecret");

        String said = new String(serve.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(serve.waitFor()).isEqualTo(2);
        assertThat(said).contains("--auth-token", "--other").doesNotContain("supersecret");
    }

    @Test
    void theDemoLeavesNothingBehindWheneverItIsStopped() throws Exception {
        Process demo = start(
                "-Djava.io.tmpdir=" + folder,
                "demo",
                "--callback-listen",
                "127.0.0.1:0",
                "--api-listen",
                "127.0.0.1:0");
        BufferedReader out = demo.inputReader(StandardCharsets.UTF_8);
        assertThat(out.readLine()).contains("Ringback demo");

        demo.destroy();

        assertThat(demo.waitFor()).isZero();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("ringback-demo"));
        }
    }

    @Test
    void theDemoShowsTheNoticesThatATeamWouldGet() throws Exception {
        Process demo = start(
                "-Djava.io.tmpdir=" + folder,
                "demo",
                "--callback-listen",
                "127.0.0.1:0",
                "--api-listen",
                "127.0.0.1:0");
        BufferedReader out = demo.inputReader(StandardCharsets.UTF_8);

        String notice = out.lines()
                .filter(line -> line.startsWith("  notice: "))
                .findFirst()
                .orElseThrow();

        try (Stream<Path> files = Files.walk(folder)) {
            Path file = files.filter(path -> path.endsWith("notices.txt"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.readString(file)).contains(notice.substring("  notice: ".length()));
        }
        demo.destroy();
        assertThat(demo.waitFor()).isZero();
    }

    @Test
    void theDemoPrintsALineThatWaitsForAMessageWheneverItIsPasted() throws Exception {
        Process demo = start(
                "-Djava.io.tmpdir=" + folder,
                "demo",
                "--callback-listen",
                "127.0.0.1:0",
                "--api-listen",
                "127.0.0.1:0");
        BufferedReader out = demo.inputReader(StandardCharsets.UTF_8);

        String first = awaitWaiting(out);
        assertThat(pasted(first.replaceFirst("/ringback/v1/wait/(SM\\w+)[^']*", messageAt("$1"))))
                .as("long after it was printed: nobody has waited for it yet")
                .contains("\"status\":\"sent\"");
        assertThat(pasted(first)).contains("\"status\":\"delivered\"", "\"reached\":true");
        String second = awaitWaiting(out);
        assertThat(second).isNotEqualTo(first);
        assertThat(pasted(second)).contains("\"status\":\"delivered\"", "\"reached\":true");
        assertThat(pasted(first)).as("once more").contains("\"status\":\"delivered\"", "\"reached\":true");

        demo.destroy();
        assertThat(demo.waitFor()).isZero();
    }

    private static String awaitWaiting(BufferedReader out) {
        return out.lines()
                .filter(line -> line.startsWith("  curl ") && line.contains("/ringback/v1/wait/"))
                .findFirst()
                .orElseThrow();
    }

    private static String messageAt(String sid) {
        return "/2010-04-01/Accounts/AC00000000000000000000000000000000/Messages/" + sid + ".json";
    }

    private static String pasted(String line) throws Exception {
        return said(new ProcessBuilder("bash", "-c", line).start()).replaceAll(":\\s+", ":");
    }

    /** Runs it without an archive being made; {@link JavaLauncherTest} looks at the rehearsal of all tests. */
    @Test
    @Tag("long")
    void theRehearsalServesAndLeavesNothingBehind() throws Exception {
        Process rehearsal = start("-Djava.io.tmpdir=" + folder, "rehearse");

        assertThat(rehearsal.waitFor()).isZero();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("ringback-rehearsal"));
        }
    }

    @Test
    void aPortThatIsTakenIsSaidInOneLine() throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            Process serve = start("serve", "--callback-listen", "127.0.0.1:" + server.callbackPort());

            String said = new String(serve.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(serve.waitFor()).isEqualTo(1);
            assertThat(said).contains("cannot start").doesNotContain("\tat ");
        }
    }

    @Test
    void aRefusedRequestSurvivesAKillAndTheCommandTakesItInBesideARunningServer() throws Exception {
        Map<String, String> mistyped = Map.of("TWILIO_AUTH_TOKEN", "a mistyped token");
        Process serve = start(mistyped, "serve", "--callback-listen", "127.0.0.1:0", "--api-listen", "127.0.0.1:0");
        String url = "http://" + awaitLine(serve, ADDRESSES).group(1) + "/twilio";
        String sid = TestCallbacks.sid("SM");
        String form = TestCallbacks.messageStatus(sid, "sent").form();
        String signature = TestServer.sign(TestServer.tokenKey(TOKEN), url, form);
        assertThat(TestServer.request(signature, "application/x-www-form-urlencoded")
                        .body(form.getBytes(StandardCharsets.UTF_8))
                        .post(url)
                        .statusCode())
                .isEqualTo(403);
        serve.destroyForcibly();
        assertThat(serve.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(said(start(mistyped, "quarantine", "replay")))
                .as("by the command, because no server runs")
                .contains("0 taken in, 0 already known, 1 still");

        try (TestServer server = TestServer.start(folder)) {
            assertThat(said(start(mistyped, "quarantine", "list")))
                    .contains(TestCallbacks.ACCOUNT_SID, "no key of", "1 requests")
                    .doesNotContain("mistyped", signature);
            assertThat(server.fetch("/Messages/" + sid + ".json").statusCode()).isEqualTo(404);

            assertThat(said(start("quarantine", "list"))).contains("proved now").doesNotContain(TOKEN);
            assertThat(said(start(mistyped, "quarantine", "replay")))
                    .as("by the server, with its settings")
                    .contains("1 taken in, 0 already known, 0 still");
            assertThat(said(start("quarantine", "replay"))).contains("0 taken in, 0 already known, 0 still");

            assertThat(server.fetch("/Messages/" + sid + ".json").statusCode()).isEqualTo(200);
            assertThat(server.metrics()).contains("ringback_quarantine_requests 0.0");
            assertThat(server.post(TestCallbacks.messageStatus(sid, "delivered"))
                            .statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void theStandInForTwiliosApiAnswersUntilItIsEnded() throws Exception {
        Process standIn = start("simulate", "--serve-api=127.0.0.1:0");
        BufferedReader out = standIn.inputReader(StandardCharsets.UTF_8);
        String url = out.readLine().replaceFirst(".*(http://\\S+).*", "$1");

        assertThat(RestAssured.given()
                        .auth()
                        .preemptive()
                        .basic(TestCallbacks.ACCOUNT_SID, TOKEN)
                        .get(url + "/2010-04-01/Accounts/" + TestCallbacks.ACCOUNT_SID + "/Messages.json")
                        .body()
                        .asString())
                .contains("\"messages\":[]");
        standIn.destroy();

        assertThat(standIn.waitFor()).isZero();
    }

    private static String said(Process process) throws Exception {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }

    private static void sendUntilRefused(String address, List<String> acknowledged) {
        String url = "http://" + address + "/twilio";
        try {
            for (int i = 0; i < 1_000_000; i++) {
                String sid = TestCallbacks.sid("SM");
                String form = TestCallbacks.messageStatus(sid, "sent").form();
                String signature = TestServer.sign(TestServer.tokenKey(TOKEN), url, form);
                if (TestServer.request(signature, "application/x-www-form-urlencoded")
                                .body(form.getBytes(StandardCharsets.UTF_8))
                                .post(url)
                                .statusCode()
                        == 204) {
                    acknowledged.add(sid);
                }
            }
        } catch (Exception connectionRefused) {
            assertThat(connectionRefused).isInstanceOf(IOException.class);
        }
    }

    private Process start(String... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> options = new ArrayList<>(JavaLauncher.QUICKLY);
        Stream.of(arguments).filter(argument -> argument.startsWith("-D")).forEach(options::add);
        List<String> command = Stream.of(arguments)
                .filter(argument -> !argument.startsWith("-D"))
                .toList();
        ProcessBuilder builder =
                JavaLauncher.prepare(options, Ringback.class, command).directory(folder.toFile());
        builder.environment()
                .putAll(Map.of(
                        "TWILIO_ACCOUNT_SID",
                        TestCallbacks.ACCOUNT_SID,
                        "TWILIO_AUTH_TOKEN",
                        TOKEN,
                        "RINGBACK_DATABASE",
                        "jdbc:sqlite:" + TestServer.database(folder)));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Matcher awaitLine(Process process, Pattern pattern) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        String line;
        while ((line = reader.readLine()) != null) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                return matcher;
            }
        }
        throw new AssertionError("the process ended without the line");
    }
}
