package dev.ringback.simulate.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallbackUrlTest {
    @ParameterizedTest
    @CsvSource({
        "http://a.example/twilio, order=1, http://a.example/twilio?order=1",
        "http://a.example/twilio?x=%2B, order=1, http://a.example/twilio?x=%2B&order=1",
        "https://a.example:8443/t#rc=5&rp=all, order=1, https://a.example:8443/t?order=1",
        "http://a.example/twilio, '', http://a.example/twilio"
    })
    void parametersComeBehindThoseThatAreThereAndTheFragmentGoes(String url, String query, String expected) {
        assertThat(CallbackUrl.parse(url).with(query)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://a.example/, http://",
        "localhost:8080/twilio, http://",
        "/twilio, http://",
        "http://under_score.example/, host name",
        "http://me:geheim@a.example/, user name",
        "http://a b/, not a URL"
    })
    void refusesAUrlThatTwilioCouldNotCall(String url, String reason) {
        assertThatThrownBy(() -> CallbackUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void refusalDoesNotRepeatAPassword() {
        assertThatThrownBy(() -> CallbackUrl.parse("http://me:geheim@a.example/"))
                .hasMessageNotContaining("geheim");
    }
}
