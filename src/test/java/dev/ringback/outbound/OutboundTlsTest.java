package dev.ringback.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.ringback.TestKeyStore;
import dev.ringback.forward.receiver.HttpReplies;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.model.DeliveryAttempt.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OutboundTlsTest {

    private final OutboundHttp http =
            new OutboundHttp(new PrivateNetworkGuard(List.of("127.0.0.1")), Duration.ofSeconds(10));
    private final AtomicInteger requests = new AtomicInteger();
    private final HttpsServer server;

    @TempDir
    private static Path folder;

    private static Path keys;

    OutboundTlsTest() throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = TestKeyStore.make("test", "san=ip:127.0.0.1", folder);
    }

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        server.setHttpsConfigurator(new HttpsConfigurator(TestKeyStore.context(keys)));
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(0);
        http.close();
    }

    @Test
    void certificatesThatNobodyVouchesForAreRefused() {
        assertThatThrownBy(() -> http.send(request("https"))).isInstanceOf(SSLException.class);
        assertThat(requests).hasValue(0);
    }

    @Test
    void anUntrustedCertificateIsAFailure() {
        Reply reply = HttpReplies.send(http, request("https"));

        assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(reply.reason()).startsWith("TLS: ").doesNotContain("a-secret-key");
    }

    @Test
    void plainHttpToAPortOfTlsIsAFailure() {
        Reply reply = HttpReplies.send(http, request("http"));

        assertThat(reply.outcome()).isNotEqualTo(Outcome.DELIVERED);
        assertThat(requests).hasValue(0);
    }

    @Test
    void certificatesOfAnAuthorityOfTheSettingsAreTrusted() throws Exception {
        TestKeyStore.Authority authority = TestKeyStore.makeAuthority(folder);
        Path several = Files.writeString(
                folder.resolve("several.pem"),
                "Our authorities\n" + Files.readString(authority.certificate()) + "the same\n"
                        + Files.readString(authority.certificate()));
        SSLContext trusted = authority.sign("trusted", "san=ip:127.0.0.1");
        SSLContext ofAnotherHost = authority.sign("elsewhere", "san=dns:elsewhere.test");
        try (OutboundHttp trusting = trusting(several)) {
            assertThat(statusFrom(trusted, trusting)).isEqualTo(200);
            assertThatThrownBy(() -> statusFrom(ofAnotherHost, trusting)).isInstanceOf(SSLException.class);
            assertThatThrownBy(() -> trusting.send(request("https"))).isInstanceOf(SSLException.class);
        }
        assertThat(CertificateAuthorities.read(several).all())
                .containsAll(CertificateAuthorities.OF_JAVA.all())
                .hasSizeGreaterThan(2);
    }

    private static int statusFrom(SSLContext context, OutboundHttp http) throws IOException {
        HttpsServer other = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.setHttpsConfigurator(new HttpsConfigurator(context));
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        other.start();
        try {
            URI url = URI.create("https://127.0.0.1:" + other.getAddress().getPort() + "/");
            return http.send(OutboundRequest.json(url, Map.of(), "{}")).status();
        } finally {
            other.stop(0);
        }
    }

    private static OutboundHttp trusting(Path pem) throws Exception {
        return new OutboundHttp(
                new PrivateNetworkGuard(List.of("127.0.0.1")),
                Duration.ofSeconds(10),
                new OutboundOptions(Proxies.NONE, CertificateAuthorities.read(pem)));
    }

    private OutboundRequest request(String scheme) {
        URI url = URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/a-secret-key");
        return OutboundRequest.json(url, Map.of(), "{}");
    }
}
