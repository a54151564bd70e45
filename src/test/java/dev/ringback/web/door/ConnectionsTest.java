package dev.ringback.web.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ringback.web.TestJetty;
import dev.ringback.web.TestJetty.Client;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many connections there may be, and which of them are closed. */
@Tag("timed")
@Timeout(60)
class ConnectionsTest {
    private static final int MOST = 10;
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final StalledConnections.Options OPTIONS =
            new StalledConnections.Options(Duration.ofMillis(1500), Duration.ofMillis(1500), 200_000);

    private final List<Client> clients = new ArrayList<>();
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final AtomicInteger slow = new AtomicInteger();
    private TestJetty jetty;

    @BeforeEach
    void start() throws Exception {
        TrustedConnections trusting = new TrustedConnections("/twilio");
        trusting.setHandler(new Answering());
        jetty = TestJetty.start(trusting, connector -> {
            ConnectionLimit limit = new ConnectionLimit(connector, MOST);
            connector.addBean(limit);
            connector.addBean(new StalledConnections(connector, limit, OPTIONS));
        });
    }

    @AfterEach
    void stop() throws Exception {
        mayAnswer.countDown();
        for (Client client : clients) {
            client.close();
        }
        jetty.close();
    }

    private Client connect() throws IOException {
        Client client = jetty.connect();
        clients.add(client);
        return client;
    }

    @Test
    void theNewestConnectionIsServedAndTheLongestIdleAreClosed() throws Exception {
        Client first = connect();
        for (int i = 0; i < 5 * MOST; i++) {
            assertThat(get(connect(), "/")).isEqualTo(404);
        }
        assertThat(first.isClosedByServer()).isTrue();
        await().atMost(SOON).until(() -> jetty.connections() <= MOST);
    }

    @Test
    void aTrustedConnectionOutlivesStrangers() throws Exception {
        Client trusted = connect();
        assertThat(get(trusted, "/twilio")).isEqualTo(204);
        for (int i = 0; i < 5 * MOST; i++) {
            assertThat(get(connect(), "/")).isEqualTo(404);
        }
        assertThat(get(trusted, "/twilio")).isEqualTo(204);
    }

    @Test
    void aConnectionOnWhichAnAnswerGoesOnIsNotIdleHoweverLongNothingIsSent() throws Exception {
        Client endless = connect().send("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(endless.answer().status()).isEqualTo(200);
        for (int i = 0; i < 5 * MOST; i++) {
            assertThat(get(connect(), "/")).isEqualTo(404);
        }
        await().atMost(SOON).until(() -> jetty.connections() <= MOST);

        endless.socket().setSoTimeout(500);
        assertThatThrownBy(() -> endless.socket().getInputStream().readAllBytes())
                .as("it does not end")
                .isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void whenAllAreBusyOthersWaitUntilOneIsNot() throws Exception {
        List<Client> busy = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            busy.add(connect().send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n"));
        }
        await().atMost(SOON).until(() -> slow.get() == MOST);
        List<Client> waiting = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            waiting.add(connect().send("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
        }

        mayAnswer.countDown();

        for (Client client : busy) {
            assertThat(client.answer().status()).isEqualTo(204);
        }
        for (Client client : waiting) {
            assertThat(client.answer().status()).isEqualTo(404);
        }
    }

    @Test
    void aHeadThatTakesTooLongIsCutOffHoweverBusyItIs() throws Exception {
        Client client = connect().send("GET / HTTP/1.1\r\nX-Slow: ");
        Thread dribbling = new Thread(() -> dribble(client));
        dribbling.start();
        assertThat(client.isClosedByServer()).isTrue();
        dribbling.join();
    }

    private static void dribble(Client client) {
        try {
            for (int i = 0; i < 900; i++) {
                client.send("x");
                Thread.sleep(10);
            }
        } catch (IOException | InterruptedException closed) {
            assertThat(closed).isNotNull();
        }
    }

    @Test
    void aConnectionThatIsSilentBetweenRequestsIsNotSlow() throws Exception {
        Client client = connect();
        assertThat(get(client, "/twilio")).isEqualTo(204);
        Thread.sleep(OPTIONS.headPatience().plusMillis(600).toMillis());
        assertThat(get(client, "/twilio")).isEqualTo(204);
    }

    @Test
    void whenUnfinishedHeadsAreTooMuchTheEldestAreCutOff() throws Exception {
        List<Client> flood = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            flood.add(connect().send("GET / HTTP/1.1\r\nX-Flood: " + "x".repeat(50_000)));
            // ages are told in milliseconds
            Thread.sleep(20);
        }
        assertThat(flood.get(0).isClosedByServer()).isTrue();
        assertThat(flood.get(5).send("\r\nHost: a\r\n\r\n").answer().status()).isEqualTo(404);
    }

    @Test
    void aClientThatLeavesItsAnswersUnreadIsCutOff() throws Exception {
        Client deaf = connect();
        deaf.socket().setReceiveBufferSize(1024);
        Thread asking = new Thread(() -> {
            try {
                for (int i = 0; i < 100_000; i++) {
                    deaf.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(100));
                }
            } catch (IOException closed) {
                assertThat(closed).isNotNull();
            }
        });
        asking.start();
        await().atMost(SOON).until(() -> jetty.connections() == 1);
        await().atMost(SOON).until(() -> jetty.connections() == 0);
        deaf.close();
        asking.join();
    }

    private static int get(Client client, String path) throws IOException {
        return client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n")
                .answer()
                .status();
    }

    private final class Answering extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            String path = Request.getPathInContext(request);
            if (path.equals("/slow")) {
                slow.incrementAndGet();
                mayAnswer.await();
            }
            if (path.equals("/endless")) {
                response.write(false, ByteBuffer.wrap(new byte[] {'x'}), Callback.NOOP);
                ClientWatch.start(request, callback::succeeded);
                return true;
            }
            response.setStatus(path.equals("/") ? 404 : 204);
            callback.succeeded();
            return true;
        }
    }
}
