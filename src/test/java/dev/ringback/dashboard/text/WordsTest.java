package dev.ringback.dashboard.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.live.ResourceStates;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Times, numbers and states are written for people. */
class WordsTest {
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, 0.0 s",
        "1449, 1.4 s",
        "59949, 59.9 s",
        "60000, 1 min",
        "185000, 3 min 5 s",
        "3600000, 1 h",
        "7260000, 2 h 1 min",
        "86400000, 1 d",
        "90000000, 1 d 1 h",
    })
    void spansAreWrittenByTheirTwoGreatestUnits(long millis, String text) {
        assertThat(Spans.exact(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, now", "59, 59 s ago", "60, 1 min ago", "86399, 23 h ago", "-120, in 2 min"})
    void timesWithinADayAreRelative(long secondsAgo, String text) {
        assertThat(Moment.at(NOW.minusSeconds(secondsAgo), NOW).text()).isEqualTo(text);
    }

    @Test
    void olderTimesAreWrittenWithTheirDay() {
        Moment moment = Moment.at(NOW.minusSeconds(86_400), NOW);
        assertThat(moment.text()).isEqualTo("1 Jan 2026 12:00 UTC");
        assertThat(moment.exact()).isEqualTo("2026-01-01 12:00:00.000 UTC");
        assertThat(moment.machine()).isEqualTo("2026-01-01T12:00:00.000Z");
    }

    @ParameterizedTest
    @CsvSource({"0, 0, –", "1, 3, 33.3 %", "999999, 1000000, 99.9 %", "5, 5, 100.0 %", "0, 5, 0.0 %"})
    void aHundredPercentIsAllAndNothingElse(long part, long whole, String text) {
        assertThat(Numbers.percent(part, whole)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"950;about 950", "123456;about 123,000", "1234567;about 1.2 million"})
    void largeNumbersAreRounded(long number, String text) {
        assertThat(Numbers.about(number)).isEqualTo(text);
    }

    @Test
    void numbersAreGroupedAsTheirCountryDoes() {
        assertThat(AddressText.of("+14155550100")).isEqualTo("+1 415-555-0100");
        assertThat(AddressText.of("whatsapp:+14155550100")).isEqualTo("whatsapp: +1 415-555-0100");
        assertThat(AddressText.of("sip:a@example.com")).isEqualTo("sip:a@example.com");
        assertThat(AddressText.of("+999999999999")).isEqualTo("+999999999999");
    }

    @ParameterizedTest
    @EnumSource(ResourceStates.class)
    void everyStateThatTwilioKnowsHasAColour(ResourceStates kind) {
        assertThat(kind.all())
                .filteredOn(state -> !state.equals("deleted"))
                .allSatisfy(state -> assertThat(Status.of(state).state()).isNotEqualTo(State.UNKNOWN));
    }
}
