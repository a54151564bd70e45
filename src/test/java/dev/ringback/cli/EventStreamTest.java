package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.Background;
import dev.ringback.TestServer;
import dev.ringback.config.Settings;
import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.outbound.RecordingServer;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.web.door.ListenAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Follows a stream of a server that plays what goes wrong: cuts, refusals, silence. */
@Timeout(60)
class EventStreamTest {
    private static final String LIFE = "0123456789abcdef";
    private static final Map<String, String> NDJSON = Map.of("Content-Type", "application/x-ndjson");
    private static final String ENDS = """
            {"code": 20410, "message": "There is nothing behind this.", "beginning": "%s-0", "end": "%s-7"}
            """.formatted(LIFE, LIFE);
    private static final EventStream.Patience LITTLE = new EventStream.Patience(
            Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(1), Duration.ofMillis(4));

    @TempDir
    Path folder;

    private final RecordingServer server = RecordingServer.start();
    private final StringWriter err = new StringWriter();
    private final List<String> seen = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void itBeginsAtTheEndOfTheLogAndGoesOnBehindWhatItHasSeen() throws Exception {
        server.answersOnce(410, Map.of(), ENDS)
                .answersOnce(200, NDJSON, event(8) + "\n" + event(9) + "{\"id\": \"" + LIFE + "-1")
                .answersOnce(200, NDJSON, event(10));

        follow("Kind=message-status", null, 3);

        assertThat(seen).containsExactly(LIFE + "-8", LIFE + "-9", LIFE + "-10");
        assertThat(server.requests())
                .extracting(request -> request.header("last-event-id"))
                .containsExactly("0000000000000000-0", LIFE + "-7", LIFE + "-9");
        assertThat(server.requests()).allSatisfy(request -> {
            assertThat(request.path()).isEqualTo("/ringback/v1/stream?Kind=message-status");
            assertThat(request.header("accept")).isEqualTo("application/x-ndjson");
        });
        assertThat(err.toString().lines()).singleElement().asString().contains("connecting again until it works");
    }

    @Test
    void theBeginningIsTheOldestThatTheServerHas() throws Exception {
        server.answersOnce(410, Map.of(), ENDS).answersOnce(200, NDJSON, event(1));

        follow("", EventStream.BEGINNING, 1);

        assertThat(server.requests())
                .extracting(request -> request.header("last-event-id"))
                .containsExactly("0000000000000000-0", LIFE + "-0");
    }

    @Test
    void aServerThatIsFullOrUnavailableIsAskedAgainAndThatIsSaidOnce() throws Exception {
        server.answersOnce(429, Map.of("Retry-After", "3600"), "{\"message\": \"Too many streams.\"}")
                .answersOnce(503, Map.of(), "")
                .answersOnce(200, NDJSON, "")
                .answersOnce(500, Map.of(), "")
                .answersOnce(200, NDJSON, event(5));

        follow("", LIFE + "-4", 1);

        assertThat(server.requests()).hasSize(5);
        assertThat(err.toString().lines())
                .containsExactly("ringback: 429: Too many streams.; connecting again until it works");
    }

    @Test
    void eachTroubleAfterAnEventIsSaidAnew() throws Exception {
        server.answersOnce(200, NDJSON, event(5))
                .answersOnce(503, Map.of(), "")
                .answersOnce(200, NDJSON, event(6))
                .answersOnce(200, NDJSON, event(7));

        follow("", LIFE + "-4", 3);

        assertThat(err.toString().lines()).hasSize(2);
    }

    @Test
    void anotherLifeOfTheDatabaseIsToldWithWhereToBegin() {
        server.answers(410, ENDS);

        assertThatThrownBy(() -> follow("", "fedcba9876543210-3", 1))
                .isInstanceOf(StreamRefusedException.class)
                .hasMessage("410: There is nothing behind this.; --after " + LIFE
                        + "-0 begins with the oldest event there is, --after " + LIFE + "-7 with what comes next");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404})
    void aRefusalIsToldWithTheServersReasonWithoutControlCharacters(int status) {
        server.answers(status, "{\"code\": 20001, \"message\": \"Not\\u001b[31m so.\"}");

        assertThatThrownBy(() -> follow("", LIFE + "-4", 1))
                .isInstanceOf(StreamRefusedException.class)
                .hasMessage(status + ": Not [31m so.");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void credentialsThatTheServerDoesNotTakeAreToldWithWhatMayBeWrong(int status) {
        server.answers(status, "{\"code\": 20003, \"message\": \"Authenticate\"}");

        assertThatThrownBy(() -> follow("", LIFE + "-4", 1))
                .isInstanceOf(StreamRefusedException.class)
                .hasMessage(status + ": Authenticate; the server at http://127.0.0.1:" + port()
                        + " takes none of the credentials of these settings for that: does it run with others?");
    }

    @Test
    void allTokensAreTriedThoseOfTheWantedAccountFirst() throws Exception {
        server.answersOnce(401, Map.of(), "{\"message\": \"Authenticate\"}").answersOnce(200, NDJSON, event(5));
        Account subaccount = TestServer.SUBACCOUNT;

        new EventStream(
                        ServerApi.opening(
                                List.of(TestServer.OTHER_ACCOUNT.sid()),
                                settings(port(), subaccount, TestServer.OTHER_ACCOUNT)),
                        "",
                        LIFE + "-4",
                        new PrintWriter(err),
                        LITTLE)
                .follow((line, element) -> false);

        assertThat(server.requests())
                .extracting(request -> request.header("authorization"))
                .containsExactly(basic(TestServer.OTHER_ACCOUNT), basic(subaccount));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{}"})
    void whatIsNoRingbackIsToldSo(String body) {
        server.answers(200, body);
        assertThatThrownBy(() -> follow("", LIFE + "-4", 1)).hasMessageContaining("no Ringback that has streams");

        server.answers(410, body);
        assertThatThrownBy(() -> follow("", null, 1)).hasMessageContaining("no Ringback that has streams");

        server.answers(404, body);
        assertThatThrownBy(() -> follow("", null, 1)).hasMessageContaining("no Ringback that has streams");
    }

    @Test
    void withoutAServerOneSentenceSaysSo() throws IOException {
        int port = port();
        server.close();

        assertThatThrownBy(() -> follow("", LIFE + "-4", 1))
                .hasMessage("no server answers at http://127.0.0.1:" + port
                        + "/ringback/v1/stream: start it, or name its door with --api-listen");
    }

    @Test
    void aConnectionThatFallsSilentIsCutAndMadeAgain() throws Exception {
        EventStream.Patience noneWithSilence = new EventStream.Patience(
                Duration.ofSeconds(20), Duration.ofMillis(100), Duration.ofMillis(1), Duration.ofMillis(4));
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Background.THREADS.execute(() -> answerAndFallSilent(silent));

            new EventStream(
                            ServerApi.of(settings(silent.getLocalPort(), TestServer.ACCOUNT)),
                            "",
                            LIFE + "-4",
                            new PrintWriter(err),
                            noneWithSilence)
                    .follow((line, element) -> seenTwo(line));
        }

        assertThat(seen).hasSize(2);
        assertThat(err.toString()).contains("was cut; connecting again until it works");
    }

    @Test
    void whatTakesConnectionsAndNeverAnswersIsToldSo() throws Exception {
        EventStream.Patience littleForAnswers = new EventStream.Patience(
                Duration.ofMillis(100), Duration.ofSeconds(20), Duration.ofMillis(1), Duration.ofMillis(4));
        ServerSocket mute = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Background.THREADS.execute(() -> takeTwoAndClose(mute));

        assertThatThrownBy(() -> new EventStream(
                                ServerApi.of(settings(mute.getLocalPort(), TestServer.ACCOUNT)),
                                "",
                                LIFE + "-4",
                                new PrintWriter(err),
                                littleForAnswers)
                        .follow((line, element) -> false))
                .hasMessageContaining("no server answers");

        assertThat(err.toString())
                .contains("nothing answers at http://127.0.0.1:" + mute.getLocalPort() + "/ringback/v1/stream; ")
                .doesNotContain("was cut");
    }

    /** The second comes when the first was given up. */
    private static void takeTwoAndClose(ServerSocket server) {
        try (server;
                Socket first = server.accept();
                Socket second = server.accept()) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
        } catch (IOException closed) {
            // the test is over
        }
    }

    private boolean seenTwo(String line) {
        seen.add(line);
        return seen.size() < 2;
    }

    /** Answers with an event, and is heard no more until the next connection. */
    private static void answerAndFallSilent(ServerSocket server) {
        try {
            Socket before = new Socket();
            for (int id = 5; ; id++) {
                Socket socket = server.accept();
                before.close();
                before = socket;
                socket.getOutputStream()
                        .write(("HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n\r\n" + event(id))
                                .getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void follow(String query, @Nullable String after, int events) throws Exception {
        new EventStream(ServerApi.of(settings(port(), TestServer.ACCOUNT)), query, after, new PrintWriter(err), LITTLE)
                .follow((line, element) -> {
                    seen.add(element.path("id").asText());
                    return seen.size() < events;
                });
    }

    private int port() {
        return server.url("/").getPort();
    }

    private Settings settings(int port, Account... accounts) {
        ListenAddress anyPort = new ListenAddress("127.0.0.1", 0);
        return Settings.defaults()
                .at(DatabaseOptions.of(folder.resolve("ringback.db")), anyPort, new ListenAddress("0.0.0.0", port))
                .withAccounts(new Accounts(List.of(accounts)), ForwardOptions.NONE);
    }

    private static String basic(Account account) {
        String credentials = account.sid() + ":" + account.authTokens().get(0);
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private static String event(int id) {
        return "{\"id\": \"" + LIFE + "-" + id + "\", \"event\": {\"kind\": \"message-status\"}, \"resource\": null}\n";
    }
}
