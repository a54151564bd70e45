package dev.ringback.twilio.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestAnswers;
import dev.ringback.TestCallbacks;
import dev.ringback.TestTraffic;
import dev.ringback.model.Event;
import dev.ringback.model.PayloadFormat;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BodyRedactionTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final String MESSAGE = "SM00000000000000000000000000000001";

    @Test
    void ofAFormTheBodyGoesAndAllElseStaysAsItCame() {
        Event event = form("/twilio?order=1", "A=%20x&Body=sec+ret&b%6Fdy=secret&Bodyguard=1&=&Body=");

        Event left = BodyRedaction.withoutBody(event);

        assertThat(left.payload()).isEqualTo("A=%20x&Bodyguard=1&=&Body=");
        assertThat(left.target()).isEqualTo("/twilio?order=1");
        assertThat(left.digest()).isEqualTo(event.digest());
    }

    @Test
    void ofAGetTheBodyGoesFromTheQuery() {
        assertThat(BodyRedaction.withoutBody(form("/twilio?Body=secret&MessageSid=" + MESSAGE, ""))
                        .target())
                .isEqualTo("/twilio?MessageSid=" + MESSAGE);
    }

    @Test
    void ofJsonTheBodyGoesAtAnyDepthAndNoDigitOfANumber() {
        assertThat(
                        json(
                                "{\"specversion\":\"1.0\",\"data\":{\"body\":\"secret\",\"n\":1.500,\"request\":{\"parameters\":{\"Body\":\"secret\"}}}}"))
                .isEqualTo("{\"specversion\":\"1.0\",\"data\":{\"n\":1.500,\"request\":{\"parameters\":{}}}}");
        assertThat(json("{\"data\":\"{\\\"body\\\":\\\"secret\\\",\\\"to\\\":1}\"}"))
                .isEqualTo("{\"data\":\"{\\\"to\\\":1}\"}");
    }

    @Test
    void whatHasNoBodyIsTheSameCharacterByCharacter() {
        for (String json : new String[] {"{ \"a\" : 1.0 }", "no JSON", "{\"body\": \"\"}", "{\"body\": null}"}) {
            assertThat(json(json)).isEqualTo(json);
        }
        Event event = TestTraffic.entry(TestCallbacks.messageStatus(MESSAGE, "sent"), NOW)
                .event();
        assertThat(BodyRedaction.withoutBody(event)).isSameAs(event);
    }

    private static String json(String payload) {
        Event event = TestAnswers.message(MESSAGE, "sent").askedAt(NOW).event();
        return BodyRedaction.withoutBody(event.withRequest(event.target(), payload))
                .payload();
    }

    private static Event form(String target, String payload) {
        Event event = TestTraffic.entry(TestCallbacks.messageStatus(MESSAGE, "sent"), NOW)
                .event();
        assertThat(event.format()).isEqualTo(PayloadFormat.FORM);
        return event.withRequest(target, payload);
    }
}
