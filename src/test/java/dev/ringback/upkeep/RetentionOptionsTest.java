package dev.ringback.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionOptionsTest {
    @ParameterizedTest
    @CsvSource({
        "400d, P400D",
        "1D, P1D",
        "36h, PT36H",
        "P30D, P30D",
        "pt36h, PT36H",
        "' 24h ', P1D",
        "36500d, P36500D",
    })
    void durationsAreRead(String text, Duration keep) {
        assertThat(RetentionOptions.parse(text)).contains(new RetentionOptions(keep));
    }

    @Test
    void foreverIsRead() {
        assertThat(RetentionOptions.parse("Forever")).contains(RetentionOptions.forever());
        assertThat(RetentionOptions.forever().keep()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "0d", "400", "23h", "-400d", "P-1D", "1y", "never", "", "36501d", "999999999d", "1e3d"})
    void anythingElseIsNot(String text) {
        assertThat(RetentionOptions.parse(text)).isEmpty();
    }

    @Test
    void aYearAndAMonthByDefault() {
        assertThat(RetentionOptions.defaults().keep()).isEqualTo(Duration.ofDays(400));
    }
}
