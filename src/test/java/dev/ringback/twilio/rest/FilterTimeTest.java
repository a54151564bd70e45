package dev.ringback.twilio.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.TimeRange;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTimeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-01-02 | 2026-01-02T00:00:00Z",
                "2024-02-29 | 2024-02-29T00:00:00Z",
                "2026-01-02T03:04:05Z | 2026-01-02T03:04:05Z",
                "2026-01-02T03:04:05 | 2026-01-02T03:04:05Z",
                "2026-01-02t03:04:05z | 2026-01-02T03:04:05Z",
                "2026-01-02T03:04 | 2026-01-02T03:04:00Z",
                "2026-01-02 03:04:05.123 | 2026-01-02T03:04:05.123Z",
                "2026-01-02T03:04:05.123456789Z | 2026-01-02T03:04:05.123456789Z",
                "2026-01-02T03:04:05+02:00 | 2026-01-02T01:04:05Z",
                "2026-01-02T03:04:05-0830 | 2026-01-02T11:34:05Z",
                "2026-01-02T03:04:05+02 | 2026-01-02T01:04:05Z",
                "2026-01-02T03:04:05 02:00 | 2026-01-02T01:04:05Z",
                "Wed, 19 Jun 2019 22:04:00 -0000 | 2019-06-19T22:04:00Z",
                "Wed, 19 Jun 2019 22:04:00 +0000 | 2019-06-19T22:04:00Z",
                "Wed, 19 Jun 2019 22:04:00  0000 | 2019-06-19T22:04:00Z",
                "19 jun 2019 22:04:00 GMT | 2019-06-19T22:04:00Z",
                "Wed, 9 Jun 2019 2:04:00 PDT | 2019-06-09T09:04:00Z",
                "06/11/2019 22:05:25 MST | 2019-06-12T05:05:25Z",
                "06/11/2019 22:05:25 | 2019-06-11T22:05:25Z",
                "6/1/2019 | 2019-06-01T00:00:00Z",
                "2019-06-11 22:05:25.000 | 2019-06-11T22:05:25Z",
                "' 2026-01-02 ' | 2026-01-02T00:00:00Z",
                "0000-01-01 | 0000-01-01T00:00:00Z",
                "9999-12-31 | 9999-12-31T00:00:00Z",
            })
    void everySpellingIsRead(String text, Instant at) {
        assertThat(FilterTime.parse(text)).hasValueSatisfying(time -> {
            assertThat(time.at()).isEqualTo(at);
            assertThat(time.day()).isEqualTo(!text.contains(":"));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "-30days",
                "2026",
                "2026-1-2",
                "2026-02-30",
                "2025-02-29",
                "2026-13-01",
                "2026-00-10",
                "2026-01-02T25:00:00Z",
                "2026-01-02T24:00:00Z",
                "2026-01-02T03:60:00Z",
                "2026-01-02T03:04:61Z",
                "2026-01-02T03:04:05X",
                "2026-01-02T03:04:05+19:00",
                "2026-01-02T03:04:05+02:70",
                "2026-01-02T",
                "2026-01-02Z",
                "13/01/2026",
                "30 Feb 2026 00:00:00 +0000",
                "2 Foo 2026 00:00:00 +0000",
                "02026-01-02",
                "1767322800",
                "２０２６-01-02",
            })
    void aTextThatIsNoDateIsNotRead(String text) {
        assertThat(FilterTime.parse(text)).isEmpty();
    }

    @Test
    void theThreeFiltersOfOneDate() {
        FilterTime moment = time("2026-01-02T03:04:05Z");

        assertThat(moment.onThatDay()).isEqualTo(range("2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z"));
        // what is shown as 03:04:05 happened somewhere in that second
        assertThat(moment.atOrBefore().until()).isEqualTo("2026-01-02T03:04:06Z");
        assertThat(moment.atOrAfter().from()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(time("2026-01-02T03:04:05.5Z").atOrBefore().until()).isEqualTo("2026-01-02T03:04:06Z");
        assertThat(time("2026-01-02T03:04:05.5Z").atOrAfter().from()).isEqualTo("2026-01-02T03:04:06Z");
    }

    @Test
    void aDayIsComparedByItsFirstMoment() {
        FilterTime day = time("2026-01-02");

        assertThat(day.onThatDay()).isEqualTo(range("2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z"));
        assertThat(day.atOrBefore().until()).isEqualTo("2026-01-02T00:00:01Z");
        assertThat(day.atOrAfter().from()).isEqualTo("2026-01-02T00:00:00Z");
        assertThat(day.throughout().until()).isEqualTo("2026-01-03T00:00:00Z");
    }

    private static FilterTime time(String text) {
        return FilterTime.parse(text).orElseThrow();
    }

    private static TimeRange range(String from, String until) {
        return new TimeRange(Instant.parse(from), Instant.parse(until));
    }
}
