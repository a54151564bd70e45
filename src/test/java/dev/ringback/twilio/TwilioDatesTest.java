package dev.ringback.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioDatesTest {
    @Test
    void writesTheDayWithTwoDigitsAndTheOffsetInFull() {
        assertThat(TwilioDates.rfc2822(Instant.parse("2017-06-01T09:03:07.999Z")))
                .isEqualTo("Thu, 01 Jun 2017 09:03:07 +0000");
    }

    @Test
    void writesIsoWithoutAFraction() {
        assertThat(TwilioDates.iso8601(Instant.parse("2026-07-17T12:06:00.123Z")))
                .isEqualTo("2026-07-17T12:06:00Z");
    }

    @Test
    void nullStaysNull() {
        assertThat(TwilioDates.rfc2822(null)).isNull();
        assertThat(TwilioDates.iso8601(null)).isNull();
    }

    @Test
    void theLanguageOfTheMachineDoesNotMatter() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            Instant instant = Instant.parse("2026-10-05T00:00:00Z");
            assertThat(TwilioDates.rfc2822(instant)).isEqualTo("Mon, 05 Oct 2026 00:00:00 +0000");
            assertThat(TwilioDates.parse("Mon, 05 Oct 2026 00:00:00 +0000")).contains(instant);
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    Sun, 25 Mar 2018 09:53:19 +0000      | 2018-03-25T09:53:19Z
                    Thu, 1 Jun 2017 10:20:30 +0000       | 2017-06-01T10:20:30Z
                    Thu, 01 Jun 2017 10:20:30 +0000      | 2017-06-01T10:20:30Z
                    Thu,  1 Jun 2017 10:20:30 +0000      | 2017-06-01T10:20:30Z
                    Thu, 1 Jun 2017 10:20:30 GMT         | 2017-06-01T10:20:30Z
                    1 Jun 2017 10:20:30 +0000            | 2017-06-01T10:20:30Z
                    24 Aug 2023 05:01:45 GMT             | 2023-08-24T05:01:45Z
                    1 OCT 2023 05:01:45 +0000            | 2023-10-01T05:01:45Z
                    thu, 1 jun 2017 10:20:30 gmt         | 2017-06-01T10:20:30Z
                    Thu, 1 Jun 2017 10:20:30 -0730       | 2017-06-01T17:50:30Z
                    Mon, 1 Jun 2017 10:20:30 +0000       | 2017-06-01T10:20:30Z
                    Thu, 29 Feb 2024 00:00:00 +0000      | 2024-02-29T00:00:00Z
                    2020-01-01T23:28:54Z                 | 2020-01-01T23:28:54Z
                    2020-01-01T23:28:54.123456Z          | 2020-01-01T23:28:54.123456Z
                    2020-01-01T23:28:54+02:00            | 2020-01-01T21:28:54Z
                    2020-01-01T23:28:54.5-07:30          | 2020-01-02T06:58:54.5Z
                    2020-01-01t23:28:54z                 | 2020-01-01T23:28:54Z
                    """)
    void readsWhatWebhooksWrite(String text, Instant instant) {
        assertThat(TwilioDates.parse(text)).contains(instant);
        assertThat(TwilioDates.parse("  " + text + " ")).contains(instant);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                " ",
                ",",
                "T",
                "1",
                "never",
                "2607171206",
                "Fri, 30 Feb 2024 00:00:00 +0000",
                "Wed, 29 Feb 2023 00:00:00 +0000",
                "Thu, 31 Jun 2017 10:20:30 +0000",
                "Thu, 0 Jun 2017 10:20:30 +0000",
                "Thu, 1 Jun 2017 24:00:00 +0000",
                "Thu, 1 Jun 2017 10:20:60 +0000",
                "Thu, 1 Jun 17 10:20:30 +0000",
                "Thu, 1 Jun +999999999 10:20:30 +0000",
                "Thu, 1 Jun 2017 10:20:30",
                "Thu, 1 Juin 2017 10:20:30 +0000",
                "Thu, 1 Jun 2017 10:20:30 +0000 and more",
                "0000-12-31T23:59:59Z",
                "0001-01-01T00:00:00+00:01",
                "9999-12-31T23:59:59-00:01",
                "Fri, 31 Dec 9999 23:59:59 -0001",
                "2024-02-30T00:00:00Z",
                "2024-02-28",
                "2024-02-28T00:00:00",
                "2024-02-28 00:00:00Z",
                "+999999999-12-31T23:59:59Z"
            })
    void anythingElseIsNoDate(String text) {
        assertThat(TwilioDates.parse(text)).isEmpty();
    }

    @Test
    void aWrittenDateIsReadBack() {
        Instant instant = Instant.parse("2026-02-03T04:05:06Z");
        assertThat(TwilioDates.parse(TwilioDates.rfc2822(instant))).contains(instant);
        assertThat(TwilioDates.parse(TwilioDates.iso8601(instant))).contains(instant);
    }
}
