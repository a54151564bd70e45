package dev.ringback.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountriesTest {
    private final Countries countries = new Countries();

    @ParameterizedTest
    @CsvSource({
        "+14155550101, US",
        "+14165550101, CA",
        "whatsapp:+442079460101, GB",
        "rcs:+393120000000, IT",
        "+77010000000, KZ",
        "+79160000000, RU"
    })
    void aNumberHasTheCountryThatItsCountryCodeAndDigitsSay(String address, String country) {
        assertThat(countries.of(address)).isEqualTo(country);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345",
                "ACME",
                "messenger:1234567890123",
                "sip:ann@example.com",
                "+",
                "+999123",
                "",
                "+80012345678"
            })
    void whatIsNoNumberOfACountryHasNone(String address) {
        assertThat(countries.of(address)).isNull();
    }

    @Test
    void whatIsNotKnownHasNone() {
        assertThat(countries.of(null)).isNull();
    }
}
