package dev.ringback.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.ringback.TestKeyStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests through a proxy that tunnels and forwards, to servers whose names only the proxy knows. */
@Timeout(60)
class OutboundProxyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String PASSWORD = "s3cret:p@ss word";

    @TempDir
    private static Path folder;

    private static TestKeyStore.Authority authority;
    private static SSLContext service;

    private final RecordingServer server = RecordingServer.start();
    private final TestProxy proxy = TestProxy.start(null);
    private final TestProxy careful = TestProxy.start("us er:" + PASSWORD);

    @BeforeAll
    static void makeKeys() throws Exception {
        authority = TestKeyStore.makeAuthority(folder);
        service = authority.sign("service", "san=dns:service.test");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        proxy.close();
        careful.close();
    }

    @Test
    void plainRequestsGoByTheirWholeUrl() throws IOException {
        try (OutboundHttp http = through(proxy)) {
            server.answers(200, "hello");

            OutboundResponse answer = http.send(post(named("/path?a=1"), Map.of("X-Key", "value")));

            assertThat(answer.body()).isEqualTo("hello");
            assertThat(server.request().path()).isEqualTo("/path?a=1");
            assertThat(server.request().header("x-key")).isEqualTo("value");
            assertThat(server.request().body()).isEqualTo("{}");
            assertThat(proxy.asked())
                    .singleElement()
                    .satisfies(asked -> assertThat(asked.line()).isEqualTo("POST " + named("/path?a=1") + " HTTP/1.1"));
        }
    }

    @Test
    void requestsByTlsGoThroughATunnelThatSeesNothingOfThem() throws Exception {
        HttpsServer secure = secureServer();
        try (OutboundHttp http = new OutboundHttp(
                new PrivateNetworkGuard(List.of()),
                PATIENCE,
                new OutboundOptions(proxies(url(proxy, "")), CertificateAuthorities.read(authority.certificate())))) {
            URI url = URI.create("https://service.test:" + secure.getAddress().getPort() + "/a-key");

            assertThat(http.send(post(url, Map.of("Authorization", "secret"))).status())
                    .isEqualTo(204);
            assertThat(http.send(post(url, Map.of())).status()).isEqualTo(204);
            assertThat(proxy.asked()).singleElement().satisfies(asked -> {
                assertThat(asked.line())
                        .isEqualTo("CONNECT service.test:" + secure.getAddress().getPort() + " HTTP/1.1");
                assertThat(asked.headers().toString()).doesNotContain("secret", "a-key");
            });
        } finally {
            secure.stop(0);
        }
    }

    @Test
    void aTunnelDoesNotReplaceTheCertificate() throws Exception {
        HttpsServer secure = secureServer();
        try (OutboundHttp http = through(proxy)) {
            URI url = URI.create("https://service.test:" + secure.getAddress().getPort() + "/");

            assertThatThrownBy(() -> http.send(post(url, Map.of()))).isInstanceOf(SSLException.class);
        } finally {
            secure.stop(0);
        }
    }

    @Test
    void credentialsGoToTheProxyAlone() throws Exception {
        HttpsServer secure = secureServer();
        try (OutboundHttp http = new OutboundHttp(
                new PrivateNetworkGuard(List.of()),
                PATIENCE,
                new OutboundOptions(
                        proxies(url(careful, "us%20er:s3cret%3Ap%40ss%20word@")),
                        CertificateAuthorities.read(authority.certificate())))) {

            assertThat(http.send(post(named("/"), Map.of())).status()).isEqualTo(200);
            assertThat(http.send(post(
                                    URI.create("https://service.test:"
                                            + secure.getAddress().getPort() + "/"),
                                    Map.of()))
                            .status())
                    .isEqualTo(204);

            assertThat(careful.asked())
                    .hasSize(2)
                    .allSatisfy(asked ->
                            assertThat(asked.has("proxy-authorization")).isTrue());
            assertThat(server.request().headers()).doesNotContainKey("proxy-authorization");
        } finally {
            secure.stop(0);
        }
    }

    @Test
    void aProxyThatRefusesIsAFailureWithoutTheCredentials() throws IOException {
        try (OutboundHttp http = through(careful, "us%20er:wrong-password@")) {
            OutboundResponse plain = http.send(post(named("/"), Map.of()));

            assertThat(plain.status()).isEqualTo(407);
            assertThat(plain.toString()).doesNotContain("wrong-password");
            assertThat(server.requests()).isEmpty();
            assertThat(outcome(http, URI.create("https://service.test/"))).doesNotContain("wrong-password");
        }
    }

    @Test
    void credentialsOfTheProxyAreRemovedFromAnAnswerThatRepeatsThem() throws IOException {
        try (OutboundHttp http = through(careful, "us%20er:s3cret%3Ap%40ss%20word@")) {
            server.answers(500, "you sent " + PASSWORD);

            assertThat(http.send(post(named("/"), Map.of())).body()).isEqualTo("you sent ***");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.1.2.3/",
                "https://10.1.2.3/",
                "http://[fd00::1]/",
                "http://169.254.169.254/latest/meta-data",
                "http://internal.example/",
                "http://0x7f.1/",
                "http://0x7f000001/",
                "http://2130706433/"
            })
    void privateTargetsAreRefusedBeforeTheProxyHearsOfThem(String url) throws IOException {
        PrivateNetworkGuard guard = new PrivateNetworkGuard(List.of(), OutboundProxyTest::internal);
        try (OutboundHttp http = new OutboundHttp(
                guard, PATIENCE, new OutboundOptions(proxies(url(proxy, "")), CertificateAuthorities.OF_JAVA))) {
            assertThatThrownBy(() -> http.send(post(URI.create(url), Map.of())))
                    .isInstanceOf(UnknownHostException.class);

            assertThat(proxy.asked()).isEmpty();
        }
    }

    @Test
    void thisMachineIsReachedWithoutTheProxyAndPastTheGuard() throws IOException {
        try (OutboundHttp http = through(proxy)) {
            assertThatThrownBy(() -> http.send(post(server.url("/"), Map.of())))
                    .isInstanceOf(UnknownHostException.class)
                    .hasMessageContaining("private address");
            assertThat(proxy.asked()).isEmpty();
        }
        try (OutboundHttp http = new OutboundHttp(
                new PrivateNetworkGuard(List.of("127.0.0.1")),
                PATIENCE,
                new OutboundOptions(proxies(url(proxy, "")), CertificateAuthorities.OF_JAVA))) {
            assertThat(http.send(post(server.url("/"), Map.of())).status()).isEqualTo(200);
            assertThat(proxy.asked()).isEmpty();
        }
    }

    @Test
    void aProxyThatIsAwayIsAFailure() throws IOException {
        TestProxy gone = TestProxy.start(null);
        gone.close();
        try (OutboundHttp http = through(gone, "user:the-password@")) {
            assertThatThrownBy(() -> http.send(post(named("/"), Map.of())))
                    .isInstanceOf(IOException.class)
                    .hasMessageNotContaining("the-password");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void redirectsGoThroughTheProxyTooAndPastTheGuard() throws IOException {
        try (OutboundHttp http = through(proxy)) {
            server.answersOnce(302, Map.of("Location", named("/next").toString()), "");
            server.answersOnce(302, Map.of("Location", "http://10.1.2.3/"), "");

            assertThatThrownBy(() -> http.send(
                            new OutboundRequest("GET", named("/"), Map.of(), ""),
                            ExchangeLimits.within(PATIENCE).withRedirects(5)))
                    .isInstanceOf(UnknownHostException.class);
            assertThat(proxy.asked()).hasSize(2);
        }
    }

    private static InetAddress[] internal(String host) throws UnknownHostException {
        if (host.equals("internal.example")) {
            return new InetAddress[] {InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1")};
        }
        if (host.startsWith("0x")) { // some resolvers know such addresses, and some do not
            throw new UnknownHostException(host);
        }
        return InetAddress.getAllByName(host);
    }

    private static String outcome(OutboundHttp http, URI url) {
        try {
            return http.send(post(url, Map.of())).toString();
        } catch (IOException failed) {
            return String.valueOf(failed);
        }
    }

    private OutboundHttp through(TestProxy which) {
        return through(which, "");
    }

    private static OutboundHttp through(TestProxy which, String credentials) {
        return new OutboundHttp(
                new PrivateNetworkGuard(List.of()),
                PATIENCE,
                new OutboundOptions(proxies(url(which, credentials)), CertificateAuthorities.OF_JAVA));
    }

    private static String url(TestProxy which, String credentials) {
        return "http://" + credentials + "127.0.0.1:" + which.port();
    }

    private static Proxies proxies(String url) {
        HttpProxy proxy = HttpProxy.parse(url).orElseThrow();
        return new Proxies(proxy, proxy, ProxyExceptions.NONE);
    }

    /** The server by a name that only the proxy knows. */
    private URI named(String path) {
        return URI.create("http://service.test:" + server.url("/").getPort() + path);
    }

    private static OutboundRequest post(URI url, Map<String, String> headers) {
        return OutboundRequest.json(url, headers, "{}");
    }

    private static HttpsServer secureServer() throws Exception {
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(service));
        secure.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        secure.start();
        return secure;
    }
}
