package dev.ringback.web.live;

import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.sid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.Background;
import dev.ringback.CapturedLog;
import dev.ringback.Form;
import dev.ringback.RingbackServer;
import dev.ringback.TestCallbacks;
import dev.ringback.TestServer;
import dev.ringback.config.SettingsReader;
import dev.ringback.model.Account;
import dev.ringback.model.ReloadReport.Outcome;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.web.live.StreamClient.Ending;
import dev.ringback.web.live.StreamClient.Format;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When the server ends streams by itself, and how clients see that. */
@Tag("repeated")
@Timeout(300)
class StreamEndsTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int ROUNDS = Form.pick(5, 50, 50);
    private static final String SID = TestCallbacks.ACCOUNT_SID;
    private static final String TOKEN = TestCallbacks.AUTH_TOKEN;
    private static final String NEW_TOKEN = "the token after the rotation";
    private static final String KEY = "SK00000000000000000000000000000001";
    private static final String SECRET = "the secret of a key";
    private static final Account OTHER = TestServer.OTHER_ACCOUNT;
    private static final Account THIRD = Account.of("AC00000000000000000000000000000004", "the token of a third");
    private static final Account SUBACCOUNT = TestServer.SUBACCOUNT;
    private static final String OWN = account(SID, TOKEN, "api_keys: {" + KEY + ": " + SECRET + "}");
    private static final String OTHERS = account(OTHER.sid(), OTHER.authTokens().get(0), "");
    private static final String THIRDS = account(THIRD.sid(), THIRD.authTokens().get(0), "");
    private static final String SUBACCOUNTS =
            account(SUBACCOUNT.sid(), SUBACCOUNT.authTokens().get(0), "parent: " + SID);

    @TempDir
    Path folder;

    private RingbackServer server;
    private SignedPosts posts;

    @BeforeEach
    void start() throws Exception {
        TestSqlite.create(TestServer.database(folder));
        write(OWN, OTHERS);
        server = RingbackServer.start(reader().read(), Clock.systemUTC());
        server.reloadFrom(() -> reader().read());
        posts = new SignedPosts(server.callbackPort());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private SettingsReader reader() {
        return new SettingsReader(Map.of(
                "RINGBACK_CONFIG",
                folder.resolve("ringback.yaml").toString(),
                "RINGBACK_DATABASE",
                "jdbc:sqlite:" + TestServer.database(folder),
                "RINGBACK_CALLBACK_LISTEN",
                "127.0.0.1:0",
                "RINGBACK_API_LISTEN",
                "127.0.0.1:0"));
    }

    private static String account(String sid, String token, String more) {
        return "  - {sid: " + sid + ", auth_tokens: [" + token + "]" + (more.isEmpty() ? "" : ", " + more) + "}\n";
    }

    private void write(String... accounts) throws IOException {
        Files.writeString(folder.resolve("ringback.yaml"), "accounts:\n" + String.join("", accounts));
    }

    private void reload(String... accounts) throws IOException {
        write(accounts);
        assertThat(server.reload().outcome()).isEqualTo(Outcome.APPLIED);
    }

    private StreamClient.Opening stream() {
        return StreamClient.at("http://127.0.0.1:" + server.apiPort());
    }

    private StreamClient.Opening own() {
        return stream().as(SID, TOKEN);
    }

    private long open() {
        return RestAssured.given()
                .header("Connection", "close")
                .get("http://127.0.0.1:" + server.apiPort() + "/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("ringback_streams "))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
    }

    private List<StreamClient> openStreams(int count) throws IOException {
        List<StreamClient> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(own().as(i % 2 == 0 ? Format.EVENTS : Format.LINES).begin());
        }
        return all;
    }

    @Test
    void aServerThatStopsEndsAllStreamsAtOnceAndProperly() throws Exception {
        List<StreamClient> streams = openStreams(200);
        assertThat(open()).isEqualTo(200);

        CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close, Background.THREADS);

        for (StreamClient stream : streams) {
            assertThat(stream.ending()).isEqualTo(Ending.COMPLETE);
            stream.close();
        }
        // Far below the five seconds that a request in flight is given.
        assertThat(closed).succeedsWithin(Duration.ofSeconds(3));
    }

    @Test
    void itDoesSoInTheMiddleOfEventsToo() throws Exception {
        try (CapturedLog log = CapturedLog.of("dev.ringback.live")) {
            List<StreamClient> streams = openStreams(20);
            List<CompletableFuture<Ending>> endings = streams.stream()
                    .map(stream -> CompletableFuture.supplyAsync(() -> ending(stream), Background.THREADS))
                    .toList();
            AtomicBoolean over = new AtomicBoolean();
            CountDownLatch many = new CountDownLatch(10);
            CompletableFuture<Void> posting = CompletableFuture.runAsync(
                    () -> {
                        while (!over.get()) {
                            posts.postAll(Stream.generate(() -> messageStatus(sid("SM"), "sent"))
                                    .limit(50)
                                    .toList());
                            many.countDown();
                        }
                    },
                    Background.THREADS);
            many.await();

            server.close();
            over.set(true);

            for (CompletableFuture<Ending> ending : endings) {
                assertThat(ending.get()).isEqualTo(Ending.COMPLETE);
            }
            assertThat(posting).failsWithin(SOON); // because the callback door is closed
            assertThat(log.lines()).isEmpty();
        }
    }

    private static Ending ending(StreamClient stream) {
        try (stream) {
            return stream.ending();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void aReloadThatLeavesTheAccountAloneLeavesItsStreamsAlone() throws Exception {
        String missed = sid("SM");
        reload(OWN, OTHERS, THIRDS);
        try (StreamClient client = own().begin();
                StreamClient third = stream().as(THIRD).begin()) {
            reload(OWN, OTHERS);
            assertThat(third.ending()).isEqualTo(Ending.COMPLETE);
            assertThat(server.reload().changes()).isEmpty();
            reload(OWN, OTHERS, "alerts:\n  allow_private: [127.0.0.1]\n");
            posts.post(messageStatus(missed, "sent"));

            assertThat(client.next().sid()).isEqualTo(missed);
        }
    }

    @Test
    void whenAnAccountIsRemovedItsStreamsEndAndNobodyGetsInAgain() throws Exception {
        try (StreamClient client = stream().as(OTHER).begin()) {
            reload(OWN);

            assertThat(client.ending()).isEqualTo(Ending.COMPLETE);
            try (StreamClient again = stream().as(OTHER).after(client.lastId()).open()) {
                assertThat(again.status()).isEqualTo(401);
            }
        }
        await().atMost(SOON).until(() -> open() == 0);
    }

    @Test
    void whenATokenOrKeyIsRemovedItsStreamsEnd() throws Exception {
        String after = sid("SM");
        try (StreamClient byToken = own().begin();
                StreamClient byKey = stream().as(KEY, SECRET).begin()) {
            reload(account(SID, NEW_TOKEN, ""), OTHERS);

            assertThat(byToken.ending()).isEqualTo(Ending.COMPLETE);
            assertThat(byKey.ending()).isEqualTo(Ending.COMPLETE);
            try (StreamClient again = own().open();
                    StreamClient keyAgain = stream().as(KEY, SECRET).open();
                    StreamClient anew =
                            stream().as(SID, NEW_TOKEN).after(byToken.lastId()).begin()) {
                assertThat(again.status()).isEqualTo(401);
                assertThat(keyAgain.status()).isEqualTo(401);
                posts.post(
                        new Account(SID, List.of(NEW_TOKEN), null, List.of(), Map.of()), messageStatus(after, "sent"));
                assertThat(anew.next().sid()).isEqualTo(after);
            }
        }
    }

    /** Whoever opened every account there was saw what belongs to none. */
    @Test
    void whenTheAccountOpensOtherAccountsThanBeforeItsStreamsEnd() throws Exception {
        reload(OWN);
        try (StreamClient all = own().begin()) {
            reload(OWN, OTHERS);
            assertThat(all.ending()).isEqualTo(Ending.COMPLETE);
        }
        try (StreamClient alone = own().begin();
                StreamClient other = stream().as(OTHER).begin()) {
            reload(OWN, OTHERS, SUBACCOUNTS);
            assertThat(alone.ending()).isEqualTo(Ending.COMPLETE);

            String told = sid("SM");
            posts.post(OTHER, messageStatus(told, "sent").with("AccountSid", OTHER.sid()));
            assertThat(other.next().sid()).isEqualTo(told);
        }
        try (StreamClient both = own().begin()) {
            reload(OWN, OTHERS);
            assertThat(both.ending()).isEqualTo(Ending.COMPLETE);
        }
    }

    /** Credentials are checked before a stream is there that could be ended. */
    @Test
    void noStreamThatIsOpenedDuringAReloadOutlivesTheCredentialsItCameWith() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String before = round % 2 == 0 ? TOKEN : NEW_TOKEN;
            String after = round % 2 == 0 ? NEW_TOKEN : TOKEN;
            CountDownLatch some = new CountDownLatch(12);
            List<CompletableFuture<Integer>> openers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                openers.add(CompletableFuture.supplyAsync(() -> openUntilRefused(before, some), Background.THREADS));
            }
            some.await();
            reload(account(SID, after, ""), OTHERS);

            for (CompletableFuture<Integer> opener : openers) {
                assertThat(opener.get()).isPositive();
            }
            await().atMost(SOON).until(() -> open() == 0);
        }
    }

    /** Returns how many streams were opened; all of them have ended. */
    private int openUntilRefused(String token, CountDownLatch opened) {
        List<StreamClient> streams = new ArrayList<>();
        try {
            while (true) {
                StreamClient client = stream().as(SID, token).open();
                if (client.status() == 401) {
                    break;
                }
                streams.add(client);
                opened.countDown();
            }
            for (StreamClient stream : streams) {
                if (stream.ending() != Ending.COMPLETE) {
                    throw new AssertionError("a stream was cut");
                }
            }
            return streams.size();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void theConnectionOfAStreamThatHasEndedServesTheNextRequest() throws Exception {
        String health = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";
        // The one says it while it streams, the other afterwards.
        try (StreamClient early = own().followedBy(health).begin();
                StreamClient late = own().begin()) {
            String told = sid("SM");
            posts.post(messageStatus(told, "sent"));
            assertThat(early.next().sid()).isEqualTo(told);
            assertThat(late.next().sid()).isEqualTo(told);

            reload(account(SID, NEW_TOKEN, ""), OTHERS);

            assertThat(early.ending()).isEqualTo(Ending.COMPLETE);
            assertThat(late.ending()).isEqualTo(Ending.COMPLETE);
            assertThat(early.nextStatus()).isEqualTo(200);
            late.socket().getOutputStream().write(health.getBytes(StandardCharsets.US_ASCII));
            assertThat(late.nextStatus()).isEqualTo(200);
        }
    }
}
