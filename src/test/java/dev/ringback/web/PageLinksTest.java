package dev.ringback.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.CapturedLog;
import dev.ringback.TestCallbacks;
import dev.ringback.query.ExternalUrl;
import dev.ringback.web.proxy.ApiUrls;
import dev.ringback.web.proxy.TrustedProxies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every absolute URL that the API door hands out leads back by the way the client came, and never from https to http. */
class PageLinksTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LIST = "/v1/Alerts?PageSize=1";
    private static final String ALERT = TestCallbacks.sid("NO");

    /** Trusts the default proxies. For all tests but those that open another, since none stores anything. */
    private static TestApi byDefault;

    @TempDir
    Path folder;

    private TestApi api;

    @BeforeAll
    static void openDoor(@TempDir Path folder) {
        byDefault = filled(TestApi.open(folder, ApiUrls.of(null, TrustedProxies.defaults())));
    }

    @AfterAll
    static void closeDoor() {
        byDefault.close();
    }

    @BeforeEach
    void useDefault() {
        api = byDefault;
    }

    @AfterEach
    void closeAnother() {
        if (api != byDefault) {
            api.close();
        }
    }

    @Test
    void withoutAProxyLinksNameTheHostThatWasAsked() {
        assertThat(origin("Host: ringback.internal:8081")).isEqualTo("http://ringback.internal:8081");
        assertThat(origin("Host: 127.0.0.1:" + api.port())).isEqualTo("http://127.0.0.1:" + api.port());
        assertThat(origin("Host: [::1]:8081")).isEqualTo("http://[::1]:8081");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            X-Forwarded-Proto: https                                         | https://api.example
            X-Forwarded-Proto: HTTPS                                         | https://api.example
            X-Forwarded-Proto: https,http                                    | https://api.example
            X-Forwarded-Proto: http , https                                  | https://api.example
            X-Forwarded-Proto: http; X-Forwarded-Proto: https                | https://api.example
            X-Forwarded-Proto: https; X-Forwarded-Proto: http                | https://api.example
            X-Forwarded-Proto: http; X-Forwarded-Ssl: on                     | https://api.example
            X-Forwarded-Proto: http                                          | http://api.example
            X-Forwarded-Ssl: on                                              | https://api.example
            X-Forwarded-Ssl: off                                             | http://api.example
            Front-End-Https: On                                              | https://api.example
            X-Forwarded-Scheme: https                                        | https://api.example
            X-Url-Scheme: https                                              | https://api.example
            X-Forwarded-Protocol: https                                      | https://api.example
            CloudFront-Forwarded-Proto: https                                | https://api.example
            X-Forwarded-Port: 443                                            | https://api.example
            X-Forwarded-Proto: http; X-Forwarded-Port: 443                   | https://api.example
            X-Forwarded-Proto: https; X-Forwarded-Port: 80                   | https://api.example
            X-Forwarded-Proto: https; X-Forwarded-Port: 8443                 | https://api.example:8443
            X-Forwarded-Proto: https; X-Forwarded-Port: 8443,80              | https://api.example:8443
            X-Forwarded-Proto: https; X-Forwarded-Host: a.example            | https://a.example
            X-Forwarded-Proto: https; X-Forwarded-Host: a.example:8443       | https://a.example:8443
            X-Forwarded-Proto: https; X-Forwarded-Host: a.example:443        | https://a.example
            X-Forwarded-Proto: https; X-Forwarded-Host: a.example:1; X-Forwarded-Port: 2 | https://a.example:1
            X-Forwarded-Proto: https; X-Forwarded-Host: a.example, b.example | https://a.example
            X-Forwarded-Proto: https; X-Forwarded-Host: [2001:db8::1]:8443   | https://[2001:db8::1]:8443
            X-Forwarded-Host: a.example:443                                  | https://a.example
            X-Forwarded-Host: a.example                                      | http://a.example
            Forwarded: proto=https                                           | https://api.example
            Forwarded: PROTO=HTTPS                                           | https://api.example
            Forwarded: for=203.0.113.7 ~ proto=https ~ host=a.example        | https://a.example
            Forwarded: proto=https ~ host="a.example:8443"                   | https://a.example:8443
            Forwarded: proto="https" ~ host="[2001:db8::1]:8443"             | https://[2001:db8::1]:8443
            Forwarded: host=a.example ~ proto=https, host=b.example ~ proto=http | https://a.example
            Forwarded: proto=http ~ host=a.example, proto=https              | https://a.example
            Forwarded: proto=http; Forwarded: proto=https                    | https://api.example
            Forwarded: proto=http; X-Forwarded-Proto: https                  | https://api.example
            Forwarded: proto=https; X-Forwarded-Proto: http                  | https://api.example
            """)
    void aTrustedProxySaysWhereItWasAsked(String headers, String url) {
        assertThat(origin("Host: api.example", headers)).isEqualTo(url);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            X-Forwarded-For: 203.0.113.7, 10.0.0.1; X-Forwarded-Host: evil.example, a.example, b.example  | http://a.example
            X-Forwarded-For: 10.9.9.9, 203.0.113.7; X-Forwarded-Host: evil.example, a.example             | http://a.example
            X-Forwarded-For: 203.0.113.7; X-Forwarded-Host: evil.example, a.example                       | http://a.example
            X-Forwarded-For: 10.0.0.2, 10.0.0.1; X-Forwarded-Host: a.example, b.example, c.example        | http://a.example
            X-Forwarded-For: [fd00::1]:4711; X-Forwarded-Host: a.example, b.example                       | http://a.example
            X-Forwarded-For: unknown; X-Forwarded-Host: evil.example, a.example                           | http://a.example
            X-Forwarded-For: 203.0.113.7; X-Forwarded-Port: 666, 8443                                     | http://api.example:8443
            X-Forwarded-For: 203.0.113.7; X-Forwarded-Proto: https,http                                   | https://api.example
            Forwarded: for=203.0.113.9 ~ host=evil.example, for=203.0.113.7 ~ host=a.example              | http://a.example
            Forwarded: for=203.0.113.9 ~ host=a.example, for="10.0.0.1:4711" ~ host=b.example             | http://a.example
            Forwarded: for=203.0.113.9 ~ host=a.example, for="[fd00::1]" ~ host=b.example                 | http://a.example
            Forwarded: host=evil.example, for=_hidden ~ host=a.example                                    | http://a.example
            Forwarded: host=evil.example, for=203.0.113.7                                                 | http://api.example
            """)
    void aListIsBelievedAsFarAsItsSendersAreTrusted(String headers, String url) {
        assertThat(origin("Host: api.example", headers)).isEqualTo(url);
    }

    @Test
    void theConnectedProxyMayBeTheOnlyTrustedOneOfTwo() {
        open(TrustedProxies.parse("127.0.0.1").orElseThrow());

        assertThat(origin(
                        "Host: api.example",
                        "X-Forwarded-For: 203.0.113.7, 10.0.0.1; X-Forwarded-Host: evil, a.example"))
                .isEqualTo("http://a.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-Proto: https; X-Forwarded-Host: evil.example",
                "Forwarded: proto=https ~ host=evil.example",
                "X-Forwarded-Port: 443",
                "X-Forwarded-Ssl: on",
                "X-Forwarded-For: 127.0.0.1; X-Forwarded-Host: evil.example"
            })
    void headersOfAnUntrustedSenderAreIgnored(String headers) {
        open(TrustedProxies.none());
        assertThat(origin("Host: api.example:8081", headers)).isEqualTo("http://api.example:8081");
        open(TrustedProxies.parse("10.0.0.0/8, 2001:db8::/32").orElseThrow());
        assertThat(origin("Host: api.example:8081", headers)).isEqualTo("http://api.example:8081");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-Host: evil.example/path",
                "X-Forwarded-Host: user@evil.example",
                "X-Forwarded-Host: user:secret@evil.example:8443",
                "X-Forwarded-Host: evil example",
                "X-Forwarded-Host: javascript:alert(1)",
                "X-Forwarded-Host: //evil.example",
                "X-Forwarded-Host: evil.example?x",
                "X-Forwarded-Host: evil.example#x",
                "X-Forwarded-Host: evil.example\\x",
                "X-Forwarded-Host: evil.example:99999",
                "X-Forwarded-Host: [::1",
                "X-Forwarded-Host: \"evil.example\"",
                "X-Forwarded-Host: ,",
                "X-Forwarded-Host:",
                "X-Forwarded-Proto: javascript",
                "X-Forwarded-Proto: https://evil.example/",
                "X-Forwarded-Proto: https%0d%0a",
                "X-Forwarded-Port: 99999",
                "X-Forwarded-Port: 8443/evil",
                "X-Forwarded-Port: -1",
                "Forwarded: host=\"evil.example/path\"",
                "Forwarded: host=\"user@evil.example\" ~ proto=gopher",
                "Forwarded: host=\"evil.example",
                "Forwarded: ====~~,,\"\\",
                "Forwarded: host=\"evil\\\\.example, b\""
            })
    void aMalformedHeaderReachesNoLink(String headers) {
        assertThat(origin("Host: api.example:8081", headers)).isEqualTo("http://api.example:8081");
        assertThat(origin("Host: api.example:8081", headers, "X-Forwarded-Ssl: on"))
                .isEqualTo("https://api.example:8081");
    }

    @Test
    void anOverlongHostReachesNoLink() {
        assertThat(origin("Host: api.example", "X-Forwarded-Host: " + "a.".repeat(20_000) + "example"))
                .isEqualTo("http://api.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://ringback.example.com", "https://ringback.example.com/"})
    void aConfiguredUrlIsTheFirmAnswer(String configured) {
        open(ApiUrls.of(configured, TrustedProxies.defaults()));

        assertThat(origin("Host: api.example", "X-Forwarded-Proto: http; X-Forwarded-Host: evil.example"))
                .isEqualTo("https://ringback.example.com");
    }

    @Test
    void aRequestWithoutAHostGetsTheAddressItCameInAt() throws IOException {
        String answer = api.raw("GET " + LIST + " HTTP/1.0\r\n" + credentials() + "\r\n");

        assertThat(origins(answer)).containsExactly("http://127.0.0.1:" + api.port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://api.example", "HTTPS://api.example", "ftp://api.example", "http://api.example"})
    void aWholeUrlInTheRequestLineNamesNoOtherScheme(String url) throws IOException {
        String answer = api.raw("GET " + url + LIST + " HTTP/1.1\r\nHost: api.example\r\nConnection: close\r\n"
                + credentials() + "\r\n");

        assertThat(origins(answer)).isSubsetOf("http://api.example", "https://api.example");
    }

    @Test
    void linksInsideResourcesFollowTheSameRule() throws IOException {
        String answer = get("/v1/Alerts/" + ALERT, "Host: api.example", "X-Forwarded-Proto: https");

        assertThat(origins(answer)).containsExactly("https://api.example");
    }

    @Test
    void eachKindOfGuessIsLoggedOnce() {
        open(TrustedProxies.defaults());
        try (CapturedLog log = CapturedLog.of("dev.ringback.web.proxy")) {
            for (int i = 0; i < 3; i++) {
                origin("Host: api.example", "X-Forwarded-Proto: https");
                origin("Host: api.example", "X-Forwarded-For: 203.0.113.7");
                origin("Host: api.example", "X-Forwarded-Proto: https; X-Forwarded-Host: a b");
            }
            assertThat(log.lines())
                    .hasSize(3)
                    .allSatisfy(line -> assertThat(line).contains("RINGBACK_API_URL", "127.0.0.1"));
            open(TrustedProxies.none());
            origin("Host: api.example", "X-Forwarded-Proto: https");
            origin("Host: api.example", "X-Forwarded-Proto: https");
            assertThat(log.lines()).hasSize(4);
            assertThat(log.lines().get(3)).contains("RINGBACK_TRUSTED_PROXIES", "http://api.example");
        }
    }

    @Test
    void aRequestThatCameWithoutAProxyIsNoGuess() {
        try (CapturedLog log = CapturedLog.of("dev.ringback.web.proxy")) {
            origin("Host: api.example");

            assertThat(log.lines()).isEmpty();
        }
    }

    private void open(TrustedProxies trusted) {
        open(ApiUrls.of(null, trusted));
    }

    private void open(ExternalUrl url) {
        closeAnother();
        api = filled(TestApi.open(folder, url));
    }

    private static TestApi filled(TestApi api) {
        api.receive(TestCallbacks.debugger(ALERT, "{}"));
        api.receive(TestCallbacks.debugger(TestCallbacks.sid("NO"), "{}"));
        return api;
    }

    /** What all absolute links of a list begin with. In the headers a semicolon separates lines, and a tilde stands for a semicolon. */
    private String origin(String... headers) {
        try {
            Set<String> origins = origins(get(LIST, headers));
            assertThat(origins).hasSize(1);
            return origins.iterator().next();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String get(String target, String... headers) {
        List<String> lines = new ArrayList<>();
        for (String header : headers) {
            for (String line : header.split(";", -1)) {
                lines.add(line.strip().replace(" ~ ", ";").replace('~', ';'));
            }
        }
        return api.raw("GET " + target + " HTTP/1.1\r\nConnection: close\r\n" + credentials()
                + String.join("\r\n", lines) + "\r\n\r\n");
    }

    private static String credentials() {
        String login = TestCallbacks.ACCOUNT_SID + ":" + TestCallbacks.AUTH_TOKEN;
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8))
                + "\r\n";
    }

    private static Set<String> origins(String answer) throws IOException {
        assertThat(answer).startsWith("HTTP/1.1 200");
        JsonNode body = JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
        Set<String> origins = new TreeSet<>();
        List<JsonNode> urls = new ArrayList<>(body.findValues("url"));
        urls.addAll(body.findValues("next_page_url"));
        urls.addAll(body.findValues("first_page_url"));
        assertThat(urls).isNotEmpty();
        for (JsonNode url : urls) {
            assertThat(url.textValue()).contains("/v1/Alerts");
            origins.add(url.textValue().replaceFirst("/v1/Alerts.*", ""));
        }
        return origins;
    }
}
