package dev.ringback.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exchanges with other limits than those of a notice: redirects, long bodies, short patience. */
@Timeout(30)
class OutboundRedirectTest {
    private static final ExchangeLimits LIMITS = ExchangeLimits.within(Duration.ofSeconds(10));
    private static final Map<String, String> SECRETS =
            Map.of("Authorization", "Basic c2VjcmV0", "X-Api-Key", "secret", "Accept", "audio/mpeg");

    private final RecordingServer server = RecordingServer.start();
    private final RecordingServer other = RecordingServer.start();
    private final OutboundHttp http =
            new OutboundHttp(new PrivateNetworkGuard(List.of("127.0.0.1")), Duration.ofSeconds(10));

    @AfterEach
    void stop() throws IOException {
        http.close();
        server.close();
        other.close();
    }

    @ParameterizedTest
    @CsvSource({"301,GET,''", "302,GET,''", "303,GET,''", "307,POST,{}", "308,POST,{}"})
    void theSameHostGetsEverythingAgain(int status, String method, String body) throws IOException {
        server.answersOnce(status, Map.of("Location", "/next?a=1"), "moved");
        server.answersOnce(200, Map.of(), "here");

        OutboundResponse answer =
                http.send(OutboundRequest.json(server.url("/first"), SECRETS, "{}"), LIMITS.withRedirects(5));

        assertThat(answer.body()).isEqualTo("here");
        RecordingServer.Recorded second = server.requests().get(1);
        assertThat(second.method()).isEqualTo(method);
        assertThat(second.path()).isEqualTo("/next?a=1");
        assertThat(second.body()).isEqualTo(body);
        assertThat(second.header("authorization")).isEqualTo("Basic c2VjcmV0");
        assertThat(second.header("x-api-key")).isEqualTo("secret");
        assertThat(second.header("content-type")).isEqualTo(body.isEmpty() ? "" : "application/json");
    }

    @Test
    void anotherHostGetsNoCredentialsAndNobodyGetsThemAfterIt() throws IOException {
        server.answersOnce(302, Map.of("Location", other.url("/there").toString()), "");
        other.answersOnce(302, Map.of("Location", server.url("/back").toString()), "");

        http.send(new OutboundRequest("GET", server.url("/"), SECRETS, ""), LIMITS.withRedirects(5));

        assertThat(List.of(other.request(), server.requests().get(1))).allSatisfy(request -> {
            assertThat(request.headers()).doesNotContainKeys("authorization", "x-api-key");
            assertThat(request.header("accept")).isEqualTo("audio/mpeg");
        });
    }

    @Test
    void anotherHostGetsNoBody() {
        server.answersOnce(307, Map.of("Location", other.url("/").toString()), "");

        assertThatThrownBy(() -> http.send(
                        OutboundRequest.json(server.url("/"), Map.of(), "{\"key\": \"secret\"}"),
                        LIMITS.withRedirects(5)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another host");
        assertThat(other.requests()).isEmpty();
    }

    @Test
    void eachHopPassesTheGuard() {
        server.answersOnce(
                302, Map.of("Location", "http://localhost:" + other.url("/").getPort() + "/"), "");

        assertThatThrownBy(() ->
                        http.send(new OutboundRequest("GET", server.url("/"), Map.of(), ""), LIMITS.withRedirects(5)))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("private address");
        assertThat(other.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://127.0.0.1/",
                "file:///etc/passwd",
                "http://user:password@127.0.0.1/",
                "http://",
                "http:// /"
            })
    void otherAddressesAreNotFollowed(String location) {
        server.answersOnce(302, Map.of("Location", location), "");

        assertThatThrownBy(() ->
                        http.send(new OutboundRequest("GET", server.url("/"), Map.of(), ""), LIMITS.withRedirects(5)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("redirected to what is no")
                .hasMessageNotContaining("password");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aRedirectNeverLeavesTls() {
        OutboundResponse answer = new OutboundResponse(302, "", Map.of("location", "http://service.example.com/"), "");

        assertThatThrownBy(() -> Redirect.next(
                        new OutboundRequest("GET", URI.create("https://service.example.com/"), Map.of(), ""), answer))
                .isInstanceOf(IOException.class)
                .hasMessage("redirected from https to http");
    }

    @Test
    void oneThatEntersTlsKeepsTheCredentials() throws IOException {
        OutboundResponse answer = new OutboundResponse(301, "", Map.of("location", "https://service.example.com/"), "");

        assertThat(Redirect.next(
                        new OutboundRequest("GET", URI.create("http://service.example.com/"), SECRETS, ""), answer))
                .get()
                .satisfies(next -> assertThat(next.headers()).isEqualTo(SECRETS));
    }

    @Test
    void aCircleEndsAfterSoManyHops() {
        server.answers(302, Map.of("Location", "/again"), "");

        assertThatThrownBy(() ->
                        http.send(new OutboundRequest("GET", server.url("/"), Map.of(), ""), LIMITS.withRedirects(5)))
                .isInstanceOf(IOException.class)
                .hasMessage("redirected more than 5 times");
        assertThat(server.requests()).hasSize(6);
        assertThatThrownBy(() -> LIMITS.withRedirects(6)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRedirectWithoutAnAddressIsTheAnswer() throws IOException {
        server.answers(302, Map.of(), "where to?");

        assertThat(http.send(new OutboundRequest("GET", server.url("/"), Map.of(), ""), LIMITS.withRedirects(5))
                        .body())
                .isEqualTo("where to?");
    }

    @Test
    void longerBodiesAreReadIfTheLimitsAllowThem() throws IOException {
        server.answers(200, "x".repeat(100_000));
        OutboundRequest request = new OutboundRequest("GET", server.url("/"), Map.of(), "");

        OutboundResponse whole = http.send(request, LIMITS.withMaxBody(100_000));
        OutboundResponse cut = http.send(request, LIMITS.withMaxBody(99_999));

        assertThat(whole.body()).hasSize(100_000);
        assertThat(whole.isCut()).isFalse();
        assertThat(cut.body()).hasSize(99_999);
        assertThat(cut.isCut()).isTrue();
    }

    @Test
    void aDownloadGoesToItsStream() throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        server.answersOnce(302, Map.of("Location", other.url("/file").toString()), "not this");
        other.answers(200, Map.of("Content-Type", "audio/mpeg"), "x".repeat(1_000_000));

        OutboundResponse answer = http.download(
                new OutboundRequest("GET", server.url("/"), Map.of(), ""),
                LIMITS.withMaxBody(1_000_000).withRedirects(1),
                target);

        assertThat(target.size()).isEqualTo(1_000_000);
        assertThat(answer.header("content-type")).contains("audio/mpeg");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void aDownloadThatFailsSaysWhy() throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        server.answers(404, "no such file");

        OutboundResponse answer =
                http.download(new OutboundRequest("GET", server.url("/"), Map.of(), ""), LIMITS, target);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("no such file");
        assertThat(target.toByteArray()).isEmpty();
    }

    @Test
    void aDownloadThatIsTooLongIsAFailure() {
        server.answers(200, "x".repeat(1_000_000));

        assertThatThrownBy(() -> http.download(
                        new OutboundRequest("GET", server.url("/"), Map.of(), ""),
                        LIMITS.withMaxBody(999_999),
                        new ByteArrayOutputStream()))
                .isInstanceOf(AnswerTooLongException.class)
                .hasMessageContaining("999999 bytes");
    }

    @Test
    void aResolverThatHangsCostsNoMoreThanThePatience() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        PrivateNetworkGuard hanging = new PrivateNetworkGuard(List.of(), host -> {
            try {
                over.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(host);
        });
        try (OutboundHttp impatient = new OutboundHttp(hanging, Duration.ofMillis(300))) {
            assertThatThrownBy(() -> impatient.send(
                            new OutboundRequest("GET", URI.create("http://service.test/"), Map.of(), "")))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessage("no answer within 300 ms");
        } finally {
            over.countDown();
        }
    }

    @Test
    void allHopsTogetherHaveOnePatience() {
        server.answers(302, Map.of("Location", "/again"), "");
        ExchangeLimits none = new ExchangeLimits(Duration.ofNanos(1), 1_000, 5);

        assertThatThrownBy(() -> http.send(new OutboundRequest("GET", server.url("/"), Map.of(), ""), none))
                .isInstanceOf(SocketTimeoutException.class);
    }
}
