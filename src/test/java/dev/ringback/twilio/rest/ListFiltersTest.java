package dev.ringback.twilio.rest;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.twilio.FormBody;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListFiltersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"To=%2B14155550100", "DateSent%3E=2026-01-01", "StartTime<=2026-01-01", "PageSize=5&Status=busy"
            })
    void aFilterIsRefusedByName(String query) {
        assertThatThrownBy(() -> ListFilters.refuse(FormBody.parse(query).parameters()))
                .isInstanceOf(TwilioException.class)
                .hasMessageContaining("is not served here yet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PageSize=5&Page=1&PageToken=PASM", "Colour=green", "DateSent!=2026"})
    void whatIsNoFilterIsIgnored(String query) {
        assertThatCode(() -> ListFilters.refuse(FormBody.parse(query).parameters()))
                .doesNotThrowAnyException();
    }
}
