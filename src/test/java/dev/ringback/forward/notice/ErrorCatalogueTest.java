package dev.ringback.forward.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorCatalogueTest {

    @Test
    void explainsTheCommonCodesInShort() {
        List<ErrorCode> codes = ErrorCatalogue.read();

        assertThat(codes).hasSizeGreaterThan(150);
        assertThat(codes).allSatisfy(code -> {
            assertThat(code.code()).matches("[1-9]\\d{4}");
            assertThat(code.meaning()).isNotBlank().isEqualTo(code.meaning().strip());
            assertThat(code.meaning()).doesNotEndWith(".").hasSizeLessThanOrEqualTo(ErrorCode.MAX_MEANING);
            assertThat(code.cause()).endsWith(".").hasSizeBetween(10, ErrorCode.MAX_CAUSE);
            assertThat(code.meaning() + code.cause()).matches("[ -~]+");
        });
    }

    @Test
    void isSortedAndHasEachCodeOnce() {
        List<String> codes = ErrorCatalogue.read().stream().map(ErrorCode::code).toList();

        assertThat(codes).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void findsACodeWithItsCommasAndQuotes() {
        assertThat(ErrorCatalogue.shipped().find("11236"))
                .contains(new ErrorCode(
                        "11236",
                        "The webhook's certificate has expired",
                        "Renew it, and look why the renewal did not happen by itself."));
    }

    @Test
    void knowsNothingOfOtherCodes() {
        assertThat(ErrorCatalogue.shipped().find("99999")).isEmpty();
        assertThat(ErrorCatalogue.shipped().find("")).isEmpty();
    }

    @Test
    void linksOnlyToWhatCanBeACode() {
        assertThat(ErrorCatalogue.page("30007")).contains(URI.create("https://www.twilio.com/docs/api/errors/30007"));
        for (String odd : List.of(
                "", "12", "1234567", "30007/../..", "30007?", " 30007", "030007", "\u0663\u0660\u0660\u0660\u0667")) {
            assertThat(ErrorCatalogue.page(odd)).as(odd).isEmpty();
        }
    }
}
