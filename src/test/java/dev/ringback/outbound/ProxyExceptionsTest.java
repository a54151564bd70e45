package dev.ringback.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyExceptionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*                              | https://service.example.com/",
                "service.example.com            | https://service.example.com/",
                "SERVICE.example.com.           | https://service.EXAMPLE.com/",
                "example.com                    | https://service.example.com/",
                ".example.com                   | https://service.example.com/",
                "*.example.com                  | https://service.example.com/",
                "other, , example.com           | https://example.com/",
                "other example.com              | https://example.com/",
                "example.com:443                | https://example.com/",
                "example.com:8443               | https://example.com:8443/",
                ".example.com:80                | http://a.example.com/",
                "10.1.2.3                       | http://10.1.2.3/",
                "10.0.0.0/8                     | http://10.1.2.3/",
                "10.1.2.3:8080                  | http://10.1.2.3:8080/",
                "10.0.0.0/8:8080                | http://10.1.2.3:8080/",
                "2001:db8::/32                  | http://[2001:DB8::7]/",
                "2001:db8::7                    | http://[2001:db8:0::7]/",
                "[2001:db8::7]                  | http://[2001:db8::7]/",
                "[2001:db8::7]:8080             | http://[2001:db8::7]:8080/",
                "localhost.invalid              | http://localhost:8080/",
                "localhost.invalid              | http://a.localhost/",
                "localhost.invalid              | http://127.0.0.9/",
                "localhost.invalid              | http://[::1]:8080/",
            })
    void matches(String list, URI url) {
        assertThat(isDirect(list, url)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "service.example.com | https://example.com/",
                ".example.com        | https://example.com/",
                "*.example.com       | https://example.com/",
                "example.com         | https://notexample.com/",
                "example.com         | https://example.com.evil.test/",
                "example.com:80      | https://example.com/",
                "example.com:8443    | https://example.com/",
                "10.0.0.0/8          | http://11.0.0.1/",
                "10.0.0.0/99         | http://10.0.0.1/",
                "10.1.2              | http://10.1.2.3/",
                "10.*                | http://10.1.2.3/",
                "10.0.0.0/8:x        | http://10.1.2.3/",
                "10.0.0.0/8          | http://2001:db8::/",
                "<local>             | http://intranet/",
                "2001:db8::/32       | http://[2001:db9::7]/",
                "[2001:db8::7]:8080  | http://[2001:db8::7]/",
                "''                  | http://example.com/",
            })
    void doesNotMatch(String list, String url) {
        assertThat(isDirect(list, URI.create(url.replace("http://2001:db8::/", "http://[2001:db8::]/"))))
                .isFalse();
    }

    private static boolean isDirect(String list, URI url) {
        HttpProxy proxy = HttpProxy.parse("http://proxy.example.com:3128").orElseThrow();
        return new Proxies(proxy, proxy, ProxyExceptions.parse(list)).of(url).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socks5://proxy:1080",
                "https://proxy",
                "http://",
                "http://proxy:99999",
                "http://proxy:port",
                "http://proxy/path",
                "http://proxy?query",
                "http://us er@proxy",
                "http://user:pass%zz@proxy",
                "http://user:pa@ss@proxy"
            })
    void noProxies(String text) {
        assertThat(HttpProxy.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy.example.com:3128,proxy.example.com:3128",
        "HTTP://proxy.example.com/,proxy.example.com:80",
        "proxy:3128,proxy:3128",
        "proxy,proxy:80",
        "user:password@10.0.0.1:3128,10.0.0.1:3128",
        "http://user@[::1]:3128,[::1]:3128",
    })
    void proxiesAreShownWithoutCredentials(String text, String shown) {
        assertThat(HttpProxy.parse(text)).get().hasToString(shown);
    }
}
