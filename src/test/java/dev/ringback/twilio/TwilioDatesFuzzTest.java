package dev.ringback.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Any text is a date or none, and what is one can be stored, and written in both of Twilio's ways. */
class TwilioDatesFuzzTest {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    @FuzzTest
    void anyTextIsADateOrNone(byte[] input) {
        String text = new String(input, UTF_8);
        Optional<Instant> date = TwilioDates.parse(text);

        assertThat(TwilioDates.parse(" " + text + "\n")).isEqualTo(date);
        date.ifPresent(TwilioDatesFuzzTest::assertUsable);
    }

    private static void assertUsable(Instant instant) {
        // years that every client can read, and milliseconds that fit the database
        assertThat(instant).isBetween(FIRST, LAST);
        assertThat(Instant.ofEpochMilli(instant.toEpochMilli())).isEqualTo(instant.truncatedTo(ChronoUnit.MILLIS));

        Instant second = instant.truncatedTo(ChronoUnit.SECONDS);
        String rfc2822 = String.valueOf(TwilioDates.rfc2822(instant));
        assertThat(rfc2822).matches("[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} \\+0000");
        assertThat(TwilioDates.parse(rfc2822)).contains(second);
        String iso8601 = String.valueOf(TwilioDates.iso8601(instant));
        assertThat(iso8601).matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z");
        assertThat(TwilioDates.parse(iso8601)).contains(second);
    }
}
