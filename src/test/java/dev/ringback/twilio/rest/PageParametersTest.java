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

        assertThat(read("Page=3&PageToken=" + PageTokens.RINGBACK.of(after))).isEqualTo(new PageRequest(50, 3, after));
        assertThat(read("PageToken=" + PageTokens.RINGBACK.of(before)).anchor()).isEqualTo(before);
        assertThat(PageTokens.RINGBACK.after(SID)).isEqualTo("RA" + SID);
        assertThat(PageTokens.RINGBACK.before(SID)).isEqualTo("RB" + SID);
    }

    @Test
    void aTokenSaysWhoHasGivenItOut() {
        assertThat(hasOthersToken("PageToken=RA" + SID)).isFalse();
        assertThat(hasOthersToken("PageToken=RAnonsense")).isFalse();
        assertThat(hasOthersToken("PageToken=PA" + SID)).isTrue();
        assertThat(hasOthersToken("PageToken=nonsense")).isTrue();
        assertThat(hasOthersToken("PageToken=&Page=0")).isFalse();
    }

    private static boolean hasOthersToken(String query) {
        return PageParameters.hasOthersToken(FormBody.parse(query).parameters());
    }

    @Test
    void aTokenOfOursMayCarryTwilios() {
        Anchor after = new Anchor(Direction.AFTER, SID);
        String token = PageTokens.carrying(PageTokens.RINGBACK.of(after), "PA" + SID);
        assertThat(token).matches("RA" + SID + "\\.[A-Za-z0-9_-]+");
        assertThat(read("Page=3&PageToken=" + token)).isEqualTo(new PageRequest(50, 3, after));
        assertThat(PageParameters.twiliosToken(
                        FormBody.parse("PageToken=" + token).parameters()))
                .isEqualTo("PA" + SID);
        assertThat(PageParameters.twiliosToken(
                        FormBody.parse("PageToken=RA" + SID).parameters()))
                .isNull();
        assertThat(PageTokens.carrying("RA" + SID, "x".repeat(600))).isEqualTo("RA" + SID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RA",
                "RC" + SID,
                SID,
                "PA" + SID,
                "RA" + SID + "0",
                "RA" + SID + ".*",
                "RA" + SID + "..",
                "RA" + SID + ".",
                "RASM",
                "RAsm00000000000000000000000000000002",
                "%00"
            })
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
