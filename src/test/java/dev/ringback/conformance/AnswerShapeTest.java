package dev.ringback.conformance;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check can fail: each of these answers breaks one of Twilio's libraries. */
class AnswerShapeTest {
    private static final String ACCOUNT = "/2010-04-01/Accounts/AC00000000000000000000000000000001";
    private static final String MEDIA_PATH = ACCOUNT + "/Messages/SM1/Media";
    private static final String MEDIA = """
            {"sid":"ME1","account_sid":"AC1","parent_sid":"SM1","content_type":null,
             "date_created":"Sun, 01 Mar 2026 12:00:00 +0000","date_updated":null,"uri":"%s/ME1.json"}""".formatted(MEDIA_PATH);
    private static final String LIST = """
            {"media_list":[%s],"first_page_uri":"%2$s.json?PageSize=2&Page=0","previous_page_uri":null,
             "uri":"%2$s.json?PageSize=2&Page=0","next_page_uri":null,"page":0,"page_size":2,
             "start":0,"end":0}""".formatted(MEDIA, MEDIA_PATH);

    @Test
    void anAnswerThatTwilioCouldGivePasses() {
        assertThatCode(() -> AnswerShape.check(MEDIA_PATH + "/ME1.json", MEDIA)).doesNotThrowAnyException();
        assertThatCode(() -> AnswerShape.check(MEDIA_PATH + ".json", LIST)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"content_type\":null, | ''", // a field is missing
                "\"content_type\":null  | \"content_type\":null,\"tags\":{}", // one too many
                "\"content_type\":null  | \"content_type\":7", // of another type
                "01 Mar 2026            | 1 Mar 2026", // the day needs two digits
                "01 Mar 2026            | 30 Feb 2026",
                "Sun, 01 Mar            | Mon, 01 Mar",
                "+0000                  | GMT",
                "/ME1.json              | /ME1",
                "\"date_updated\"       | \"sid\"" // twice
            })
    void anAnswerThatWouldBreakAReaderOfAResourceFails(String right, String wrong) {
        String answer = MEDIA.replace(right, wrong);

        assertThatThrownBy(() -> AnswerShape.check(MEDIA_PATH + "/ME1.json", answer))
                .isInstanceOf(Throwable.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"start\":0,             | ''",
                "\"start\":0              | \"start\":1",
                "\"end\":0                | \"end\":1",
                "\"end\":0                | \"end\":0,\"total\":1",
                "\"page\":0               | \"page\":\"0\"",
                "\"page_size\":2          | \"page_size\":0",
                "\"media_list\"           | \"media\"",
                "\"next_page_uri\":null   | \"next_page_uri\":\"\"",
                "\"uri\":\"/2010-04-01    | \"uri\":\"http://127.0.0.1/2010-04-01",
                "\"account_sid\":\"AC1\", | ''" // of an item
            })
    void anAnswerThatWouldBreakAReaderOfAListFails(String right, String wrong) {
        String answer = LIST.replace(right, wrong);

        assertThatThrownBy(() -> AnswerShape.check(MEDIA_PATH + ".json", answer))
                .isInstanceOf(Throwable.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"next_page_url\":null,      | ''",
                "\"key\":\"alerts\"           | \"key\":\"alert\"",
                "\"url\":\"http://localhost   | \"url\":\"",
                "{\"alerts\"                  | {\"uri\":\"/v1/Alerts\",\"alerts\""
            })
    void anAnswerThatWouldBreakAReaderOfAlertsFails(String right, String wrong) {
        String answer = """
                {"alerts":[],"meta":{"page":0,"page_size":50,"first_page_url":"http://localhost/v1/Alerts?PageSize=50&Page=0",
                 "previous_page_url":null,"url":"http://localhost/v1/Alerts?PageSize=50&Page=0","next_page_url":null,"key":"alerts"}}""";

        assertThatCode(() -> AnswerShape.check("/v1/Alerts", answer)).doesNotThrowAnyException();
        assertThatThrownBy(() -> AnswerShape.check("/v1/Alerts", answer.replace(right, wrong)))
                .isInstanceOf(Throwable.class);
    }

    @Test
    void anAddressNobodyKnowsFails() {
        assertThatThrownBy(() -> AnswerShape.check(ACCOUNT + "/Balance.json", "{}"))
                .isInstanceOf(AssertionError.class);
    }
}
