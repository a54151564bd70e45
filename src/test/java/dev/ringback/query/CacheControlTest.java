package dev.ringback.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How fresh a caller wants an answer. */
class CacheControlTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            no-cache | 0 | false
            NO-CACHE | 0 | false
            max-age=0 | 0 | false
            max-age=60 | 60 | false
            max-age="60" | 60 | false
            private, max-age=60 , no-transform | 60 | false
            max-age=60, max-age=10 | 10 | false
            max-age=60, no-cache | 0 | false
            max-age=99999999999999999999 | 999999999 | false
            max-age | - | false
            max-age= | - | false
            max-age=-1 | - | false
            max-age=1.5 | - | false
            '' | - | false
            ',,' | - | false
            only-if-cached | - | true
            only-if-cached, max-age=5 | 5 | true
            no-cachex | - | false
            """)
    void directivesAreRead(String header, Long maxAge, boolean onlyIfCached) {
        assertThat(CacheControl.parse(header))
                .isEqualTo(new CacheControl(maxAge == null ? null : Duration.ofSeconds(maxAge), onlyIfCached));
    }

    @ParameterizedTest
    @CsvSource({"no-cache,0,false", "max-age=10,10,true", "max-age=10,11,false", "private,1000000,true"})
    void anAgeIsAcceptedOrNot(String header, long age, boolean accepted) {
        assertThat(CacheControl.parse(header).accepts(Duration.ofSeconds(age))).isEqualTo(accepted);
    }
}
