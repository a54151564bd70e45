package dev.ringback.twilio.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.exception.RestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioErrorTest {
    @Test
    void twiliosLibraryReadsANotFound() {
        RestException error = read(TwilioException.notFound("/2010-04-01/Accounts/AC1/Calls/CA1.json"));

        assertThat(error.getCode()).isEqualTo(20404);
        assertThat(error.getStatus()).isEqualTo(404);
        assertThat(error.getMessage())
                .isEqualTo("The requested resource /2010-04-01/Accounts/AC1/Calls/CA1.json was not found");
        assertThat(error.getMoreInfo()).isEqualTo("https://www.twilio.com/docs/errors/20404");
    }

    @Test
    void anErrorHasTwiliosMembersAndNoOther() {
        String json = Rendered.text(JsonFormat.error(TwilioException.notFound("/x")));

        assertThat(Rendered.tree(json).fieldNames())
                .toIterable()
                .containsExactly("code", "message", "more_info", "status");
    }

    @Test
    void wrongCredentialsHaveADetailToo() {
        String json = Rendered.text(JsonFormat.error(TwilioException.unauthorized("Authenticate")));

        assertThat(Rendered.tree(json)).isEqualTo(Rendered.tree("""
                {"code":20003,"detail":"Your AccountSid or AuthToken was incorrect.","message":"Authenticate",
                 "more_info":"https://www.twilio.com/docs/errors/20003","status":401}"""));
    }

    @ParameterizedTest
    @CsvSource({
        "400,400", "401,401", "404,404", "405,405", "413,413", "418,400", "431,431", "500,500", "502,500", "505,400",
        "503,503"
    })
    void everyStatusHasAnEntry(int status, int shown) {
        assertThat(TwilioError.of(status).status()).isEqualTo(shown);
    }

    @Test
    void aLongPathIsCut() {
        assertThat(TwilioException.notFound("/" + "x".repeat(5_000)).text()).hasSizeLessThan(300);
    }

    private static RestException read(TwilioException exception) {
        return RestException.fromJson(new java.io.ByteArrayInputStream(JsonFormat.error(exception)), Rendered.MAPPER);
    }
}
