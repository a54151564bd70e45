package dev.ringback.web.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostAndPortTest {
    @ParameterizedTest
    @CsvSource({
        "ringback.example.com,       https, https://ringback.example.com",
        "ringback.example.com:8443,  https, https://ringback.example.com:8443",
        "ringback.example.com:443,   https, https://ringback.example.com",
        "ringback.example.com:80,    https, https://ringback.example.com",
        "ringback.example.com:80,    http,  http://ringback.example.com",
        "ringback.example.com:443,   http,  http://ringback.example.com:443",
        "RingBack.example.com.,      https, https://RingBack.example.com.",
        "my_service:8081,            http,  http://my_service:8081",
        "127.0.0.1:8081,             http,  http://127.0.0.1:8081",
        "[2001:db8::1]:8443,         https, https://[2001:db8::1]:8443",
        "[::1],                      http,  http://[::1]"
    })
    void aHostBeginsAUrl(String text, String scheme, String url) {
        assertThat(HostAndPort.parse(text).orElseThrow().url(scheme)).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a,b",
                "a/b",
                "a\\b",
                "a?b",
                "a#b",
                "user@a",
                "user:password@a.example",
                "a.example:8443@evil.example",
                "javascript:alert(1)",
                "https://a.example",
                "//a.example",
                "a.example:",
                "a.example:0",
                "a.example:65536",
                "a.example:123456",
                "a.example:80:80",
                "a.example:8o",
                "a..example",
                ".example",
                "-a.example",
                "a-.example",
                "a.example%2eevil",
                "a\tb",
                "bücher.example",
                "a.example\u2028",
                "<script>",
                "\"a.example\"",
                "[::1",
                "::1",
                "[::1]8443",
                "[gg::1]",
                "[:::1]",
                "[1.2.3.4]",
                "[::1%eth0]",
                "[]"
            })
    void aTextThatIsNoHostIsPassedOver(String text) {
        assertThat(HostAndPort.parse(text)).isEmpty();
    }

    @Test
    void aHostIsNoLongerThanDnsAllows() {
        String label = "a".repeat(63);
        String longest = String.join(".", label, label, label, "a".repeat(61));

        assertThat(HostAndPort.parse(longest + ":65535")).isPresent();
        assertThat(HostAndPort.parse(longest + "a")).isEmpty();
        assertThat(HostAndPort.parse("a" + label)).isEmpty();
        assertThat(HostAndPort.parse("a.".repeat(100_000))).isEmpty();
        assertThat(HostAndPort.parse("a".repeat(100_000))).isEmpty();
    }
}
