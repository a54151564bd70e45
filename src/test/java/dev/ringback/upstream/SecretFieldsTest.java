package dev.ringback.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Auth tokens in answers that are passed on. */
class SecretFieldsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"auth_token":"secret","sid":"AC1"} | {"auth_token":"","sid":"AC1"}
            {"sid": "AC1", "auth_token" : "secret"} | {"sid": "AC1", "auth_token" : ""}
            {"secondary_auth_token": "secret"} | {"secondary_auth_token": ""}
            {"accounts": [{"auth_token": "a"}, {"auth_token": "b"}]} | {"accounts": [{"auth_token": ""}, {"auth_token": ""}]}
            {"auth_token": null} | {"auth_token": null}
            <Account><AuthToken>secret</AuthToken></Account> | <Account><AuthToken></AuthToken></Account>
            {"body": "my auth_token is none of yours"} | {"body": "my auth_token is none of yours"}
            """)
    void areBlanked(String body, String blanked) {
        assertThat(new String(SecretFields.blanked(body.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8))
                .isEqualTo(blanked);
    }

    @Test
    void everythingElseStaysByteForByte() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        assertThat(SecretFields.blanked(bytes)).isEqualTo(bytes);
    }
}
