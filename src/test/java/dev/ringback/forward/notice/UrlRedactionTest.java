package dev.ringback.forward.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UrlRedactionTest {

    @Test
    void hidesWhatIsNobodysBusinessAndKeepsTheRest() {
        assertThat(UrlRedaction.url("https://me:pass@example.com:8443/a/b?From=%2B1415&Body=&c&&d=e=f#g"))
                .isEqualTo("https://example.com:8443/a/b?From=...&Body=...&...&&d=...");
        assertThat(UrlRedaction.url("https://a@b@example.com")).isEqualTo("https://example.com");
        assertThat(UrlRedaction.url("https://example.com/a@b")).isEqualTo("https://example.com/a@b");
        assertThat(UrlRedaction.url("https://example.com/?")).isEqualTo("https://example.com/?");
        assertThat(UrlRedaction.url("example.com/a?From=secret")).isEqualTo("example.com/a?From=...");
        assertThat(UrlRedaction.url("https://example.com/a?b=c\nd=e")).isEqualTo("https://example.com/a?b=...");
        assertThat(UrlRedaction.url("")).isEmpty();
    }

    @Test
    void findsUrlsWithinAText() {
        assertThat(UrlRedaction.in(
                        "GET \"HTTPS://example.com/a?b=secret\" and <wss://u:p@example.org/?x=secret> $1 \\ a?b=c"))
                .isEqualTo("GET \"HTTPS://example.com/a?b=...\" and <wss://example.org/?x=...> $1 \\ a?b=c");
    }
}
