package dev.ringback.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers write as a query is sent, or percent-encoded where an address may not have it. */
class RequestTargetTest {
    private static String sent(String target) {
        return UpstreamRequest.get("AC1", Purpose.PASS, Product.API, target, Duration.ofSeconds(1))
                .path();
    }

    @ParameterizedTest
    @CsvSource({
        "/a?x=%zz, /a?x=%25zz",
        "/a?x=%, /a?x=%25",
        "/a?x=%4, /a?x=%254",
        "/a?x=%%41, /a?x=%25%41",
        "/a?x={y}, /a?x=%7By%7D",
        "/a?x=y|z, /a?x=y%7Cz",
        "/a?x=y\\z, /a?x=y%5Cz",
        "/a?x=y z, /a?x=y%20z",
        "/a?x=y#z, /a?x=y%23z",
        "/a?x=<y>^`\", /a?x=%3Cy%3E%5E%60%22",
        "/a?x=\u00e4\uD83D\uDE00, /a?x=%C3%A4%F0%9F%98%80",
        "/a[b]?c[]=d, /a%5Bb%5D?c[]=d"
    })
    void whatMayNotStandInAnAddressIsEncoded(String target, String sent) {
        assertThat(sent(target)).isEqualTo(sent);
        assertThat(URI.create("https://api.example.com" + sent).getRawQuery()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a?b=c+d%20e%2f&StartTime%3E=2026-03-01&f[]=;,:@!$'()*~", "/a?DateSent>", "/a"})
    void theRestStays(String target) {
        assertThat(sent(target)).isEqualTo(target.replace(">", "%3E"));
    }

    @Test
    void everyCharacterCanBeSent() {
        for (int character = 0; character < 0x300; character++) {
            String sent = sent("/a?x=" + (char) character);
            assertThat(URI.create("https://api.example.com" + sent).getRawFragment())
                    .isNull();
        }
        assertThat(sent("/a?x=\uD83D")).isEqualTo("/a?x=%3F");
    }
}
