package dev.ringback.forward.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimespanTest {
    @ParameterizedTest
    @CsvSource({
        "30s, PT30S, 30s",
        "5m, PT5M, 5m",
        "90m, PT1H30M, 1h30m",
        "1h30m, PT1H30M, 1h30m",
        "7d, P7D, 7d",
        "1d2h3m4s, P1DT2H3M4S, 1d2h3m4s",
        "' 4h ', PT4H, 4h",
    })
    void areReadAndWritten(String text, Duration duration, String shortest) {
        assertThat(Timespan.parse(text)).isEqualTo(duration);
        assertThat(Timespan.format(duration)).isEqualTo(shortest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "5", "m5", "5 m", "5m30", "30s5m", "-5m", "1.5h", "5M", "PT5M", "99999999999s"})
    void invalidDurationsAreRefused(String text) {
        assertThatThrownBy(() -> Timespan.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no duration");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "0d0h"})
    void nothingIsTooShort(String text) {
        assertThatThrownBy(() -> Timespan.parse(text)).hasMessageContaining("longer than nothing");
    }
}
