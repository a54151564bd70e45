package dev.ringback.forward.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HiddenValuesTest {

    @Test
    void hidesWhatIsNobodysBusinessAndKeepsTheRest() {
        assertThat(HiddenValues.url("https://me:pass@example.com:8443/a/b?From=%2B1415&Body=&c&&d=e=f#g"))
                .isEqualTo("https://example.com:8443/a/b?From=...&Body=...&...&&d=...");
        assertThat(HiddenValues.url("https://a@b@example.com")).isEqualTo("https://example.com");
        assertThat(HiddenValues.url("https://example.com/a@b")).isEqualTo("https://example.com/a@b");
        assertThat(HiddenValues.url("https://example.com/?")).isEqualTo("https://example.com/?");
        assertThat(HiddenValues.url("example.com/a?From=secret")).isEqualTo("example.com/a?From=...");
        assertThat(HiddenValues.url("https://example.com/a?b=c\nd=e")).isEqualTo("https://example.com/a?b=...");
        assertThat(HiddenValues.url("")).isEmpty();
    }

    @Test
    void findsUrlsWithinAText() {
        assertThat(HiddenValues.in(
                        "GET \"HTTPS://example.com/a?b=secret\" and <wss://u:p@example.org/?x=secret> $1 \\ a?b=c"))
                .isEqualTo("GET \"HTTPS://example.com/a?b=...\" and <wss://example.org/?x=...> $1 \\ a?b=c");
    }
}
