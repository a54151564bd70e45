package dev.ringback.twilio.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestUrlsTest {
    private static final String TARGET = "/twilio?order=1%2F2&name=It's+%41";

    private final RequestUrls byRequest = new RequestUrls(null);

    @Test
    void withoutProxyTheRequestsOwnUrlIsTheOnlyOne() {
        assertThat(byRequest.candidates("http", "127.0.0.1:8080", TARGET, ForwardedHeaders.NONE))
                .containsExactly("http://127.0.0.1:8080" + TARGET);
    }

    @Test
    void httpsIsNotGuessed() {
        assertThat(byRequest.candidates("http", "hooks.example.com", TARGET, ForwardedHeaders.NONE))
                .noneMatch(url -> url.startsWith("https"));
    }

    @Test
    void aProxyThatEndsTlsNamesTheScheme() {
        assertThat(candidates("https", null, null, null))
                .containsExactly("https://10.0.0.7:8080" + TARGET, "http://10.0.0.7:8080" + TARGET);
    }

    @Test
    void theUrlOfTheProxyComesFirstAndTheRequestsOwnUrlLast() {
        assertThat(candidates("https", "hooks.example.com", null, null))
                .containsExactly(
                        "https://hooks.example.com" + TARGET,
                        "https://10.0.0.7:8080" + TARGET,
                        "http://hooks.example.com" + TARGET,
                        "http://10.0.0.7:8080" + TARGET);
    }

    @Test
    void theForwardedPortIsTriedWithEveryHost() {
        assertThat(candidates("https", "hooks.example.com", "8443", null))
                .startsWith("https://hooks.example.com" + TARGET, "https://hooks.example.com:8443" + TARGET)
                .contains("https://10.0.0.7:8443" + TARGET);
    }

    @Test
    void theFirstValueOfAListIsTheOutermostProxys() {
        assertThat(candidates("HTTPS , http", "hooks.example.com, inner.example.com", "443,8080", null))
                .startsWith("https://hooks.example.com" + TARGET)
                .contains("https://inner.example.com" + TARGET, "http://10.0.0.7:8080" + TARGET);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    for=192.0.2.60;proto=https;host=hooks.example.com               | https://hooks.example.com
                    For=192.0.2.60; Proto=HTTPS; Host="hooks.example.com:8443"      | https://hooks.example.com:8443
                    host="[2001:db8::1]:8443";proto=https                           | https://[2001:db8::1]:8443
                    for="[2001:db8::2]";host=hooks.example.com;proto=https, for=x;host=inner;proto=http | https://hooks.example.com
                    for=",;host=evil.example.com";host=hooks.example.com;proto=https | https://hooks.example.com
                    for="a\\"b;c";host="hooks.example.co\\m";proto=https            | https://hooks.example.com
                    ;;,=,host;proto=https;host=hooks.example.com;                   | https://hooks.example.com
                    """)
    void theStandardHeaderIsRead(String forwarded, String origin) {
        assertThat(candidates(null, null, null, forwarded)).startsWith(origin + TARGET);
    }

    @Test
    void anUnfinishedQuoteIsPassedOver() {
        assertThat(candidates(null, null, null, "proto=https;host=\"hooks.example.com"))
                .containsExactly("https://10.0.0.7:8080" + TARGET, "http://10.0.0.7:8080" + TARGET);
    }

    @Test
    void ipv6HostsKeepTheirBrackets() {
        assertThat(byRequest.candidates(
                        "http", "[2001:db8::1]:8080", "/twilio", new ForwardedHeaders("https", "[::1]", "8443", null)))
                .contains("https://[::1]/twilio", "https://[::1]:8443/twilio", "http://[2001:db8::1]:8080/twilio");
    }

    /** A host that holds a path or a user would move the boundary of what was signed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a/b",
                "a?b",
                "a#b",
                "user@a",
                "a b",
                "a:b",
                "a:123456",
                "a:",
                "[::1",
                "::1",
                "a\r\nb",
                "\u00e4.example.com",
                "a\\b"
            })
    void anInvalidHostIsIgnored(String host) {
        assertThat(candidates(null, host, null, null)).containsExactly("http://10.0.0.7:8080" + TARGET);
        assertThat(byRequest.candidates("http", host, TARGET, ForwardedHeaders.NONE))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ws", "ftp", "https://", "javascript"})
    void anInvalidSchemeIsIgnored(String scheme) {
        assertThat(candidates(scheme, null, null, null)).containsExactly("http://10.0.0.7:8080" + TARGET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "123456", "80/path"})
    void anInvalidPortIsIgnored(String port) {
        assertThat(candidates(null, null, port, null)).containsExactly("http://10.0.0.7:8080" + TARGET);
    }

    @Test
    void aRequestWithoutHostHasNoUrl() {
        assertThat(byRequest.candidates("http", null, TARGET, ForwardedHeaders.NONE))
                .isEmpty();
    }

    @Test
    void longListsDoNotMultiply() {
        String hosts = "a,".repeat(10) + "b,c,d,e,f,g";
        assertThat(candidates("https,http", hosts, "1,2,3,4,5,6", "host=x;proto=http,".repeat(50)))
                .hasSizeLessThanOrEqualTo(18)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "https://hooks.example.com,                   https://hooks.example.com",
        "https://hooks.example.com/,                  https://hooks.example.com",
        "https://hooks.example.com/twilio,            https://hooks.example.com",
        "https://hooks.example.com/twilio/,           https://hooks.example.com",
        "https://hooks.example.com/prefix,            https://hooks.example.com/prefix",
        "https://hooks.example.com/prefix/twilio,     https://hooks.example.com/prefix",
        "https://hooks.example.com/a%2Fb/twilio,      https://hooks.example.com/a%2Fb",
        "https://hooks.example.com/nottwilio,         https://hooks.example.com/nottwilio",
        "https://hooks.example.com:8443/twilio,       https://hooks.example.com:8443",
        "https://user:pass@hooks.example.com/twilio,  https://user:pass@hooks.example.com",
        "https://twilio,                              https://twilio",
        "https://[2001:db8::1]:8443/p,                https://[2001:db8::1]:8443/p",
        "https://hooks.example.com/twilio#rc=5&rp=all, https://hooks.example.com",
        "https://hooks.example.com/twilio?order=1,    https://hooks.example.com"
    })
    void withAPublicUrlOnlyThatCounts(String publicUrl, String base) {
        ForwardedHeaders forwarded = new ForwardedHeaders("http", "other.example.com", "81", "host=third.example.com");

        assertThat(new RequestUrls(publicUrl).candidates("http", "10.0.0.7:8080", TARGET, forwarded))
                .containsExactly(base + TARGET);
    }

    @Test
    void aProxyMayLeaveThePrefixOfThePublicUrlOn() {
        RequestUrls urls = new RequestUrls("https://hooks.example.com/pre/twilio");

        assertThat(urls.doors()).containsExactly("/twilio", "/pre/twilio");
        assertThat(urls.configured("/twilio?x=1")).containsExactly("https://hooks.example.com/pre/twilio?x=1");
        assertThat(urls.configured("/pre/twilio?x=1"))
                .containsExactly(
                        "https://hooks.example.com/pre/twilio?x=1", "https://hooks.example.com/pre/pre/twilio?x=1");
        assertThat(byRequest.doors()).containsExactly("/twilio");
        assertThat(byRequest.configured("/twilio")).isEmpty();
    }

    @Test
    void aRequestLineWithAWholeUrlGivesItsPathAndQuery() {
        assertThat(byRequest.candidates(
                        "http", "a.example.com", "http://b.example.com:1/twilio?x=http://c/", ForwardedHeaders.NONE))
                .containsExactly("http://a.example.com/twilio?x=http://c/");
        assertThat(byRequest.candidates("http", "a.example.com", "http://b.example.com?x", ForwardedHeaders.NONE))
                .containsExactly("http://a.example.com/?x");
    }

    @Test
    void aTargetThatIsNoPathCannotExtendTheHost() {
        assertThat(byRequest.candidates("http", "a.example.com", ".evil.example.com/twilio", ForwardedHeaders.NONE))
                .containsExactly("http://a.example.com/.evil.example.com/twilio");
    }

    private List<String> candidates(
            @Nullable String proto, @Nullable String host, @Nullable String port, @Nullable String forwarded) {
        return byRequest.candidates(
                "http", "10.0.0.7:8080", TARGET, new ForwardedHeaders(proto, host, port, forwarded));
    }
}
