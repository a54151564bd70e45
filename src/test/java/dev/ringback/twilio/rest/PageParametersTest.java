package dev.ringback.twilio.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.model.PageRequest;
import dev.ringback.model.PageRequest.Anchor;
import dev.ringback.model.PageRequest.Direction;
import dev.ringback.twilio.FormBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageParametersTest {
    private static final String SID = SampleResources.MESSAGE_SID;

    @Test
    void withoutParametersItIsTheFirstPageOfFifty() {
        assertThat(read("")).isEqualTo(PageRequest.first());
        assertThat(read("PageSize=&Page=&PageToken=")).isEqualTo(PageRequest.first());
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1000,1000", "1001,1000", "5000,1000", "99999999999999999999,1000"})
    void aPageSizeBeyondTheLimitMeansTheLimit(String asked, int given) {
        assertThat(read("PageSize=" + asked).size()).isEqualTo(given);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "ten", "1.5", "+5", "%20", "1e3", "%D9%A1"})
    void anImpossiblePageSizeIsNamed(String asked) {
        assertThatThrownBy(() -> read("PageSize=" + asked)).isInstanceOfSatisfying(TwilioException.class, exception -> {
            assertThat(exception.error()).isEqualTo(TwilioError.PAGE_SIZE);
            assertThat(exception).hasMessageContaining("PageSize");
        });
    }

    @Test
    void anImpossiblePageIsNamed() {
        assertThatThrownBy(() -> read("Page=-1"))
                .isInstanceOf(TwilioException.class)
                .hasMessageContaining("Parameter Page ");
    }

    @Test
    void aTokenGivenOutIsUnderstoodAgain() {
        Anchor after = new Anchor(Direction.AFTER, SID);
        Anchor before = new Anchor(Direction.BEFORE, SID);

        assertThat(read("Page=3&PageToken=" + PageToken.of(after))).isEqualTo(new PageRequest(50, 3, after));
        assertThat(read("PageToken=" + PageToken.of(before)).anchor()).isEqualTo(before);
        assertThat(PageToken.after(SID)).isEqualTo("PA" + SID);
        assertThat(PageToken.before(SID)).isEqualTo("PB" + SID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PA", "PC" + SID, SID, "PA" + SID + "0", "PASM", "PAsm00000000000000000000000000000002", "%00"})
    void aTamperedTokenIsNamed(String token) {
        assertThatThrownBy(() -> read("PageToken=" + token))
                .isInstanceOf(TwilioException.class)
                .hasMessageContaining("PageToken");
    }

    @Test
    void theMessageRepeatsOnlyTheBeginningOfALongToken() {
        assertThatThrownBy(() -> read("PageToken=" + "x".repeat(10_000)))
                .satisfies(thrown -> assertThat(thrown.getMessage()).hasSizeLessThan(400));
    }

    private static PageRequest read(String query) {
        return PageParameters.read(FormBody.parse(query).parameters());
    }
}
