package dev.ringback.forward.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.DeliveryAttempt.Outcome;
import dev.ringback.outbound.OutboundResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRepliesTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "200, DELIVERED",
        "201, DELIVERED",
        "202, DELIVERED",
        "204, DELIVERED",
        "299, DELIVERED",
        "301, FAILED",
        "302, FAILED",
        "304, FAILED",
        "400, REFUSED",
        "401, FAILED",
        "403, FAILED",
        "404, FAILED",
        "405, REFUSED",
        "408, FAILED",
        "409, FAILED",
        "410, REFUSED",
        "413, REFUSED",
        "414, REFUSED",
        "415, REFUSED",
        "422, REFUSED",
        "425, FAILED",
        "429, FAILED",
        "500, FAILED",
        "502, FAILED",
        "503, FAILED",
        "504, FAILED",
        "599, FAILED",
    })
    void theStatusSaysWhatCameOfIt(int status, Outcome outcome) {
        assertThat(HttpReplies.of(answer(status, "", "")).outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "200, NONE",
        "204, NONE",
        "400, DELIVERY",
        "413, DELIVERY",
        "414, DELIVERY",
        "415, DELIVERY",
        "422, DELIVERY",
        "302, RECEIVER",
        "303, RECEIVER",
        "307, RECEIVER",
        "408, RECEIVER",
        "409, RECEIVER",
        "429, RECEIVER",
        "500, RECEIVER",
        "502, RECEIVER",
        "503, RECEIVER",
        "301, RECEIVER_FOR_GOOD",
        "308, RECEIVER_FOR_GOOD",
        "401, RECEIVER_FOR_GOOD",
        "403, RECEIVER_FOR_GOOD",
        "404, RECEIVER_FOR_GOOD",
        "405, RECEIVER_FOR_GOOD",
        "407, RECEIVER_FOR_GOOD",
        "410, RECEIVER_FOR_GOOD",
    })
    void theStatusSaysWhoHasToChangeSomething(int status, Reply.Fault fault) {
        assertThat(HttpReplies.of(answer(status, "", "")).fault()).isEqualTo(fault);
    }

    @Test
    void theReasonHasStatusPhraseAndTheBeginningOfTheBody() {
        assertThat(HttpReplies.of(answer(200, "OK", "a body")).reason()).isEqualTo("200 OK");
        assertThat(HttpReplies.of(answer(204, "", "")).reason()).isEqualTo("204");
        assertThat(HttpReplies.of(answer(500, "Oops", "")).reason()).isEqualTo("500 Oops");
        assertThat(HttpReplies.of(answer(500, "Oops", " two\r\n\t lines ")).reason())
                .isEqualTo("500 Oops: two lines");
        assertThat(HttpReplies.of(answer(500, "Oops", "x".repeat(5000))).reason())
                .isEqualTo("500 Oops: " + "x".repeat(200) + "...");
    }

    @Test
    void whenToComeBackIsPartOfAFailure() {
        Reply reply = HttpReplies.of(new OutboundResponse(503, "", Map.of("retry-after", "120"), ""));

        assertThat(reply.retryAfter()).isEqualTo(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; PT0S",
                "5; PT5S",
                " 120 ; PT2M",
                "Thu, 01 Jan 2026 12:00:30 GMT; PT30S",
                "Thu, 1 Jan 2026 13:00:00 GMT; PT1H",
            })
    void whenToComeBackIsInSecondsOrADate(String value, Duration wait) {
        assertThat(HttpReplies.retryAfter(new OutboundResponse(429, "", Map.of("retry-after", value), ""), NOON))
                .isEqualTo(wait);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "-1",
                "1.5",
                "99999999999999999999",
                "Thu, 01 Jan 2026 11:59:59 GMT",
                "Fri, 01 Jan 2026 12:00:30 GMT",
                "2026-01-01T12:00:30Z"
            })
    void invalidRetryAfterIsIgnored(String value) {
        assertThat(HttpReplies.retryAfter(new OutboundResponse(429, "", Map.of("retry-after", value), ""), NOON))
                .isNull();
    }

    @Test
    void withoutTheHeaderThereIsNothing() {
        assertThat(HttpReplies.retryAfter(answer(429, "", ""), NOON)).isNull();
    }

    private static OutboundResponse answer(int status, String reason, String body) {
        return new OutboundResponse(status, reason, Map.of(), body);
    }
}
