package dev.ringback.upstream.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import com.twilio.security.RequestValidator;
import dev.ringback.Background;
import dev.ringback.JavaLauncher;
import dev.ringback.Ringback;
import dev.ringback.TestClock;
import dev.ringback.TestServer;
import dev.ringback.model.Account;
import dev.ringback.model.Parameters;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.simulate.api.SimulatedTwilio;
import dev.ringback.simulate.api.SimulatedTwilioOptions;
import dev.ringback.twilio.FormBody;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server is killed after it has answered Twilio's callbacks, and before the caller's URL has answered one: the next one calls that. */
@Tag("long")
@Timeout(240)
class AdoptKillTest {
    private static final Pattern ADDRESSES = Pattern.compile("webhooks come in at (\\S+)/twilio, reads at (\\S+)");
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int MESSAGES = 20;

    @TempDir
    Path folder;

    private final SimulatedTwilio twilio = SimulatedTwilio.start(
            SimulatedTwilioOptions.of(Account.of(TestWrites.ACCOUNT_SID, TestWrites.AUTH_TOKEN)),
            new TestClock(Instant.now()));
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Process> started = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final CountDownLatch isCalled = new CountDownLatch(1);

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
        twilio.close();
    }

    @Test
    void whatWasAnsweredToTwilioReachesTheCallerAfterAKill() throws Exception {
        HttpServer app = app();
        try {
            int callbackPort = freePort();
            Files.writeString(folder.resolve("ringback.yaml"), """
                    accounts:
                      - {sid: %s, auth_tokens: ["%s"]}
                    upstream: {writes: true, callbacks: adopt, url: "%s"}
                    alerts: {allow_private: [127.0.0.1]}
                    """.formatted(
                            TestWrites.ACCOUNT_SID, TestWrites.AUTH_TOKEN, twilio.url()));
            String api = serve(callbackPort);
            for (int i = 0; i < MESSAGES; i++) {
                assertThat(create(api, url(app)).headers().firstValue("X-Ringback-Callback"))
                        .contains("adopted");
            }
            twilio.advance(Duration.ofMinutes(5));
            assertThat(twilio.callbacks().accepted()).isEqualTo(2 * MESSAGES);
            isCalled.await();
            started.get(0).destroyForcibly().waitFor();
            assertThat(heard).isEmpty();
            mayAnswer.countDown();

            serve(callbackPort);

            await().atMost(SOON)
                    .until(() -> List.copyOf(heard).stream().distinct().count() == 2 * MESSAGES);
            assertThat(heard).allMatch(line -> line.endsWith("true"));
            for (String sent :
                    heard.stream().filter(line -> line.contains(" sent ")).toList()) {
                assertThat(heard.indexOf(sent)).isLessThan(heard.indexOf(sent.replace(" sent ", " delivered ")));
            }
        } finally {
            mayAnswer.countDown();
            app.stop(0);
        }
    }

    /** Notes what it hears only once it may answer: what a killed server has sent before does not count. */
    private HttpServer app() throws IOException {
        HttpServer app = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        RequestValidator validator = new RequestValidator(TestWrites.AUTH_TOKEN);
        app.setExecutor(Background.THREADS);
        app.createContext("/", exchange -> {
            try (exchange) {
                Parameters form =
                        FormBody.parse(exchange.getRequestBody().readAllBytes()).parameters();
                isCalled.countDown();
                boolean isLate = mayAnswer.getCount() > 0;
                mayAnswer.await();
                boolean isBelieved = validator.validate(
                        url(app),
                        form.stream().collect(Collectors.toMap(Parameter::name, Parameter::value)),
                        exchange.getRequestHeaders().getFirst("X-Twilio-Signature"));
                if (!isLate) {
                    heard.add(form.get("MessageSid") + ' ' + form.get("MessageStatus") + ' ' + isBelieved);
                }
                exchange.sendResponseHeaders(204, -1);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        app.start();
        return app;
    }

    private static String url(HttpServer app) {
        return "http://127.0.0.1:" + app.getAddress().getPort() + "/hook?order=1";
    }

    private HttpResponse<String> create(String api, String url) throws IOException, InterruptedException {
        String credentials = TestWrites.ACCOUNT_SID + ':' + TestWrites.AUTH_TOKEN;
        return client.send(
                HttpRequest.newBuilder(URI.create(
                                "http://" + api + "/2010-04-01/Accounts/" + TestWrites.ACCOUNT_SID + "/Messages.json"))
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                        .header("Content-Type", TestWrites.FORM)
                        .POST(BodyPublishers.ofString(
                                TestWrites.HELLO + "&StatusCallback=" + URLEncoder.encode(url, StandardCharsets.UTF_8)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
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
