package dev.ringback.forward.receiver.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.ringback.forward.notice.TestRenderedNotices;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.forward.receiver.TestOptions;
import dev.ringback.model.DeliveryAttempt.Outcome;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.outbound.PrivateNetworkGuard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How servers are talked to, and what their answers mean. */
class EmailTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final PrivateNetworkGuard LOCAL = new PrivateNetworkGuard(List.of("localhost", "127.0.0.1"));

    @TempDir
    static Path folder;

    private static SSLContext localhost;
    private static SSLContext elsewhere;

    @BeforeAll
    static void makeIdentities() throws Exception {
        localhost = TestIdentity.of("localhost", folder);
        elsewhere = TestIdentity.of("elsewhere.example", folder);
    }

    @Test
    void startsTlsBeforeAnythingThatMatters() throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(localhost, false)) {
            Reply reply = send(options(server).and("username", "ringback").and("password", "secret"), localhost);

            assertThat(reply).isEqualTo(Reply.delivered("250 2.0.0 queued as 1"));
            assertThat(server.lines().subList(0, 4))
                    .satisfiesExactly(
                            line -> assertThat(line).isEqualTo("(connection)"),
                            line -> assertThat(line).startsWith("EHLO "),
                            line -> assertThat(line).isEqualTo("STARTTLS"),
                            line -> assertThat(line).isEqualTo("(tls)"));
            assertThat(server.lines())
                    .anyMatch(line -> line.startsWith("AUTH PLAIN"))
                    .contains("MAIL FROM:<ringback@example.com>", "RCPT TO:<ops@example.com>", "DATA", ".");
        }
    }

    @Test
    void sendsNothingWithoutTheTlsThatItWants() throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(null, false)) {
            Reply reply = send(options(server), localhost);

            assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(reply.reason()).contains("STARTTLS is required");
            assertThat(server.lines()).noneMatch(line -> line.startsWith("MAIL") || line.startsWith("AUTH"));
        }
    }

    @Test
    void tlsCanBeThereFromTheBeginning() throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(localhost, true)) {
            Reply reply = send(options(server).and("tls", "implicit"), localhost);

            assertThat(reply).isEqualTo(Reply.delivered("250 2.0.0 queued as 1"));
            assertThat(server.lines()).startsWith("(connection)", "(tls)").doesNotContain("STARTTLS");
        }
    }

    @ParameterizedTest
    @CsvSource({"implicit", "starttls"})
    void aCertificateMustBeForTheNameOfTheHost(String tls) throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(elsewhere, tls.equals("implicit"))) {
            Reply reply = send(options(server).and("tls", tls), elsewhere);

            assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(reply.reason()).contains("localhost");
            assertThat(server.lines()).noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    @ParameterizedTest
    @CsvSource({"implicit", "starttls"})
    void aCertificateMustBeTrusted(String tls) throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(localhost, tls.equals("implicit"))) {
            Reply reply = send(options(server).and("tls", tls), elsewhere);

            assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(reply.fault()).isEqualTo(Reply.Fault.RECEIVER_FOR_GOOD);
            assertThat(reply.reason()).contains("PKIX");
            assertThat(server.lines()).noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    @Test
    void certificatesThatJavaTrustsAreAccepted() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        server.start();
        try (OutboundHttp http = new OutboundHttp(LOCAL, PATIENCE)) {
            TestOptions options = options(server.getSmtps().getPort()).and("tls", "implicit");

            Reply reply = Email.read(options).apply(http).send(TestRenderedNotices.firing());

            assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(reply.reason()).startsWith("TLS: ").contains("PKIX");
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, 451 4.3.0 later, FAILED",
        "MAIL, 550 5.7.1 not from you, REFUSED",
        "MAIL, 530 5.7.0 authentication required, FAILED",
        "RCPT, 450 4.2.1 greylisted, FAILED",
        "RCPT, 550 5.1.1 nobody of that name, REFUSED",
        "DATA, 421 4.3.2 closing, FAILED",
        "DATA, 554 5.5.1 no, REFUSED",
        "., 452 4.3.1 disk full, FAILED",
        "., 552 5.3.4 too big, REFUSED"
    })
    void failuresAreForNowOrForGood(String command, String answer, Outcome outcome) throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(null, false).answers(command, answer)) {
            Reply reply = send(options(server).and("tls", "none"), localhost);

            assertThat(reply.outcome()).isEqualTo(outcome);
            assertThat(reply.reason()).contains(answer);
        }
    }

    @Test
    void aServerThatDoesNotWantToTalkIsAFailure() throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(null, false).answers("", "554 go away")) {
            Reply reply = send(options(server).and("tls", "none"), localhost);

            assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(reply.reason()).contains("554");
        }
    }

    @Test
    void wrongCredentialsAreAFailureAndNotRepeated() throws Exception {
        try (ScriptedSmtpServer server =
                new ScriptedSmtpServer(null, false).answers("AUTH", "535 5.7.8 not with open-sesame")) {
            TestOptions options = options(server)
                    .and("tls", "none")
                    .and("username", "ringback")
                    .and("password", "open-sesame");

            Reply reply = send(options, localhost);

            assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(reply.fault()).isEqualTo(Reply.Fault.RECEIVER_FOR_GOOD);
            assertThat(reply.reason()).contains("535 5.7.8 not with").doesNotContain("sesame");
        }
    }

    @Test
    void aRefusedRecipientDoesNotKeepTheOthersFromTheirMail() throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(null, false)
                .answers("RCPT TO:<gone@example.com>", "550 5.1.1 nobody of that name")) {
            TestOptions options =
                    options(server).and("tls", "none").and("to", List.of("gone@example.com", "ops@example.com"));

            Reply reply = send(options, localhost);

            assertThat(reply.outcome()).isEqualTo(Outcome.DELIVERED);
            assertThat(reply.reason()).startsWith("not to everyone: ").contains("550 5.1.1 nobody of that name");
            assertThat(server.lines()).contains(".");
        }
    }

    @Test
    void aTemporaryFailureAmongPermanentOnesIsRetried() throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(null, false)
                .answers("RCPT TO:<gone@example.com>", "550 5.1.1 nobody of that name")
                .answers("RCPT TO:<full@example.com>", "452 4.2.2 full")) {
            TestOptions options =
                    options(server).and("tls", "none").and("to", List.of("gone@example.com", "full@example.com"));

            Reply reply = send(options, localhost);

            assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(server.lines()).doesNotContain("DATA");
        }
    }

    @Test
    void connectsToNoPrivateAddressThatIsNotAllowed() throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(null, false)) {
            EmailOptions options = EmailOptions.read(options(server).and("tls", "none"));
            Email email = new Email(
                    options, new PrivateNetworkGuard(List.of("127.0.0.1")), PATIENCE, localhost.getSocketFactory());

            Reply reply = email.send(TestRenderedNotices.firing());

            assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(reply.reason()).contains("localhost has a private address");
            assertThat(server.lines()).isEmpty();
        }
    }

    @Test
    void waitsForNobodyForever() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            EmailOptions options = EmailOptions.read(options(silent.getLocalPort()));
            Email email = new Email(options, LOCAL, Duration.ofMillis(50), localhost.getSocketFactory());

            Reply reply = email.send(TestRenderedNotices.firing());

            assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(reply.reason()).containsIgnoringCase("timed out");
        }
    }

    @Test
    @Tag("timed")
    void noServerKeepsUsByAnsweringForever() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (ServerSocket endless = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            EmailOptions options = EmailOptions.read(options(endless.getLocalPort()));
            Email email = new Email(options, LOCAL, Duration.ofMillis(50), localhost.getSocketFactory());
            CompletableFuture<Void> greeting = CompletableFuture.runAsync(() -> greet(endless, over));

            Reply reply = email.send(TestRenderedNotices.firing());

            assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(reply.reason()).containsIgnoringCase("closed");
            over.countDown();
            greeting.get(10, TimeUnit.SECONDS);
        }
    }

    /** Each line in good time, and none the last. */
    private static void greet(ServerSocket endless, CountDownLatch over) {
        try (Socket client = endless.accept()) {
            while (!over.await(20, TimeUnit.MILLISECONDS)) {
                client.getOutputStream().write("220-and\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException gone) {
            // The client has had enough.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void portsAreThoseOfSubmission() {
        assertThat(EmailOptions.read(options(0)).port()).isEqualTo(587);
        assertThat(EmailOptions.read(options(0).and("tls", "implicit")).port()).isEqualTo(465);
    }

    @Test
    void missingOptionsAreProblems() {
        TestOptions options = TestOptions.none();

        Email.read(options);

        assertThat(options.problems()).containsExactly("host: is missing", "from: is missing", "to: is missing");
    }

    @Test
    void invalidOptionsAreProblems() {
        TestOptions options = TestOptions.of("host", "localhost")
                .and("port", "65536")
                .and("tls", "ssl")
                .and("username", "ringback")
                .and("from", "ringback")
                .and("to", List.of("ops@example.com", "ops@example.com\r\nBcc: them@example.org", "two@@example.com"));

        Email.read(options);

        assertThat(options.problems())
                .containsExactly(
                        "tls: must be one of starttls, implicit, none",
                        "port: must be a number from 1 to 65535",
                        "password: is missing: a username and a password belong together",
                        "from: must be an address like name@example.com",
                        "to: must be an address like name@example.com",
                        "to: must be an address like name@example.com");
    }

    private static TestOptions options(ScriptedSmtpServer server) {
        return options(server.port());
    }

    /** @param port 0 for none */
    private static TestOptions options(int port) {
        TestOptions options = TestOptions.of("host", "localhost")
                .and("from", "ringback@example.com")
                .and("to", "ops@example.com");
        return port == 0 ? options : options.and("port", port);
    }

    private static Reply send(TestOptions options, SSLContext trusting) {
        SSLSocketFactory tls = trusting.getSocketFactory();
        Reply reply = new Email(EmailOptions.read(options), LOCAL, PATIENCE, tls).send(TestRenderedNotices.firing());
        assertThat(options.problems()).isEmpty();
        return reply;
    }
}
