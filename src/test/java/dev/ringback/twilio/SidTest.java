package dev.ringback.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SidTest {
    private static final String HEX = "0123456789abcdef0123456789abcdef";

    @Test
    void twoLettersAndThirtyTwoHexadecimalDigitsAreASid() {
        assertThat(Sid.isSid("SM" + HEX)).isTrue();
        assertThat(Sid.isSid("AC" + HEX.toUpperCase(Locale.ROOT))).isTrue();
        assertThat("SM" + HEX).hasSize(Sid.LENGTH);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "SM",
                "SM0123456789abcdef0123456789abcde",
                "SM0123456789abcdef0123456789abcdef0",
                "sm0123456789abcdef0123456789abcdef",
                "S10123456789abcdef0123456789abcdef",
                "SM0123456789abcdef0123456789abcdeg",
                "SM0123456789abcdef0123456789abcde\n",
                " SM0123456789abcdef0123456789abcde",
                "\u00c4M0123456789abcdef0123456789abcdef",
                "SM0123456789abcdef0123456789abcde\u0664"
            })
    void anythingElseIsNone(String text) {
        assertThat(Sid.isSid(text)).isFalse();
        assertThat(Sid.isSid(text, "SM")).isFalse();
    }

    @Test
    void aKindIsToldByItsPrefix() {
        assertThat(Sid.isSid("MM" + HEX, "SM", "MM")).isTrue();
        assertThat(Sid.isSid("CA" + HEX, "SM", "MM")).isFalse();
        assertThat(Sid.isSid("CA" + HEX, "ca")).isFalse();
    }
}
