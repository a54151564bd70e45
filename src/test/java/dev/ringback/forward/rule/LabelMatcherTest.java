package dev.ringback.forward.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelMatcherTest {
    private static final Occurrence WEBHOOK_FAILED = new Occurrence(
            1,
            Instant.EPOCH,
            "CA1",
            Map.of(Label.ERROR_CODE, "11200", Label.LEVEL, "error", Label.HOST, "hooks.example.com"));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "error_code = 11200              ; true",
                "error_code=11200                ; true",
                "error_code = \"11200\"          ; true",
                "error_code = '11200'            ; true",
                "error_code = 1120               ; false",
                "error_code != 11200             ; false",
                "error_code != 30007             ; true",
                "error_code =~ 112..             ; true",
                "error_code =~ \"11200|30007\"   ; true",
                "error_code =~ 112               ; false",
                "error_code !~ 112..             ; false",
                "error_code !~ 3.*               ; true",
                "host = hooks.example.com        ; true",
                "host =~ \".*\\.example\\.com\"  ; true",
                "status = \"\"                   ; true",
                "status =                        ; true",
                "status != \"\"                  ; false",
                "level =~ error|warning          ; true",
            })
    void holdsWhereTheWholeLabelAgrees(String text, boolean holds) {
        assertThat(LabelMatcher.parse(text).holds(WEBHOOK_FAILED)).isEqualTo(holds);
    }

    @Test
    void aPlainValueIsNoExpression() {
        Occurrence odd = new Occurrence(1, Instant.EPOCH, "", Map.of(Label.HOST, "a.example.com"));

        assertThat(LabelMatcher.parse("host = ......").holds(odd)).isFalse();
        assertThat(LabelMatcher.parse("host = \\Qa").holds(odd)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "code = 1             | knows no label 'code'; there are account, kind, level, error_code",
                "error_code           | is no matcher",
                "error_code == 1      | is no matcher",
                "error_code > 1       | is no matcher",
                "= 1                  | is no matcher",
                "error_code =~ 112(   | is no regular expression",
                "error_code !~ [      | is no regular expression",
            })
    void invalidMatchersAreRefusedWithTheReason(String text, String reason) {
        assertThatThrownBy(() -> LabelMatcher.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void itIsWrittenAsItIsRead() {
        LabelMatcher matcher = LabelMatcher.parse("error_code=~'3000[37]'");

        assertThat(matcher).hasToString("error_code =~ \"3000[37]\"").isEqualTo(LabelMatcher.parse(matcher.toString()));
    }
}
