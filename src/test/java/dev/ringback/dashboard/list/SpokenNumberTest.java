package dev.ringback.dashboard.list;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers are understood as people write them. */
class SpokenNumberTest {
    private final SpokenNumber numbers = new SpokenNumber();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+14155550100",
                "14155550100",
                "(415) 555-0100",
                "415-555-0100",
                "415.555.0100",
                "1 415 555 0100",
                "+1 (415) 555-0100",
                "+1 415/555 0100",
                "0014155550100",
                "+1\u00a0415\u2011555\u20130100"
            })
    void spellingsOfOneNumberAreTheSame(String text) {
        assertThat(numbers.read(text)).isEqualTo("+14155550100");
    }

    @ParameterizedTest
    @CsvSource({
        "+49 30 23125 000, +493023125000",
        "0049 30 23125 000, +493023125000",
        "+44 20 7946 0018, +442079460018",
    })
    void countriesAreKept(String text, String expected) {
        assertThat(numbers.read(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whatsapp:+14155550100",
                "sip:a@example.com",
                "RINGBACK",
                "12",
                "+",
                "()",
                "client:joe",
                "<script>"
            })
    void whatIsNoNumberStaysAsItIs(String text) {
        assertThat(numbers.read(text)).isEqualTo(text);
    }
}
