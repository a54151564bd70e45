package dev.ringback.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "+14155550100",
                "14155550100",
                " 14155550100",
                " +14155550100 ",
                "+1 415 555 0100",
                "+1 (415) 555-0100",
                "1-415-555-0100",
                "+1.415.555.0100",
                "+1\u00a0415\u00a0555\u00a00100"
            })
    void everySpellingOfANumberIsTheSameAddress(String spelling) {
        assertThat(Address.of(spelling)).isEqualTo(Address.of("+14155550100"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whatsapp:+14155550100",
                "whatsapp: 14155550100",
                "WhatsApp:14155550100",
                "whatsapp:+1 415 555-0100"
            })
    void aNumberOnAChannelIsAnAddressOfItsOwn(String spelling) {
        assertThat(Address.of(spelling))
                .isEqualTo(Address.of("whatsapp:+14155550100"))
                .isNotEqualTo(Address.of("+14155550100"))
                .isNotEqualTo(Address.of("rcs:+14155550100"));
    }

    @Test
    void anAddressThatIsNoNumberIsComparedAsItIs() {
        assertThat(Address.of(" Ringback ")).isEqualTo(Address.of("Ringback")).isNotEqualTo(Address.of("RINGBACK"));
        assertThat(Address.of("client:alice")).isNotEqualTo(Address.of("client:Alice"));
        assertThat(Address.of("sip:+14155550100@example.com")).isNotEqualTo(Address.of("+14155550100"));
        assertThat(Address.of("1-800-RINGBACK")).isNotEqualTo(Address.of("1800"));
        assertThat(Address.of("12345")).isNotEqualTo(Address.of("123456"));
    }

    @Test
    void anAddressWithoutLetterOrDigitIsEmpty() {
        for (String nothing : new String[] {"", " ", "+", " - ", "whatsapp:", "whatsapp:+"}) {
            assertThat(Address.of(nothing).isEmpty()).as(nothing).isTrue();
        }
        assertThat(Address.of("a").isEmpty()).isFalse();
        assertThat(Address.of("0").isEmpty()).isFalse();
    }
}
