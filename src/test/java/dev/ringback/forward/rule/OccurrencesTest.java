package dev.ringback.forward.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestCallbacks;
import dev.ringback.TestTraffic;
import dev.ringback.model.Entry;
import dev.ringback.model.LoggedEvent;
import dev.ringback.twilio.TwilioDates;
import dev.ringback.twilio.callback.AnswerReader;
import dev.ringback.twilio.callback.Inquiry;
import dev.ringback.twilio.callback.ResourceKind;
import dev.ringback.twilio.callback.UnexpectedAnswerException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OccurrencesTest {
    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");
    private static final String SMS = "SM00000000000000000000000000000001";

    @Test
    void aDebuggerEventSaysWhatFailedAndWhere() {
        String payload = """
                {"resource_sid": "CA00000000000000000000000000000001", "service_sid": null, "error_code": "11200",
                 "webhook": {"type": "application/json", "request": {"method": "POST", "url": "https://Hooks.example.com/voice?a=b"},
                 "response": {"status_code": 502, "body": "<h1>Bad gateway</h1>"}}, "more_info": {"msg": "Got HTTP 502"}}""";

        List<Occurrence> occurrences = of(TestCallbacks.debugger("NO00000000000000000000000000000001", payload));

        assertThat(occurrences)
                .containsExactly(new Occurrence(
                        7,
                        NOW,
                        "CA00000000000000000000000000000001",
                        Map.of(
                                Label.ACCOUNT, TestCallbacks.ACCOUNT_SID,
                                Label.KIND, "debugger",
                                Label.LEVEL, "error",
                                Label.ERROR_CODE, "11200",
                                Label.RESOURCE, "call",
                                Label.HOST, "hooks.example.com"),
                        new DebuggerReport(
                                "Got HTTP 502",
                                "POST",
                                "https://Hooks.example.com/voice?a=b",
                                "502",
                                "<h1>Bad gateway</h1>")));
    }

    @Test
    void aDebuggerEventAboutNothingIsAboutItself() {
        List<Occurrence> occurrences = of(TestCallbacks.debugger(
                "NO00000000000000000000000000000001", "{\"resource_sid\": null, \"error_code\": \"30002\"}"));

        assertThat(occurrences).singleElement().satisfies(occurrence -> {
            assertThat(occurrence.sid()).isEqualTo("NO00000000000000000000000000000001");
            assertThat(occurrence.label(Label.RESOURCE)).isEmpty();
            assertThat(occurrence.label(Label.HOST)).isEmpty();
        });
    }

    @Test
    void anUndeliveredMessageIsAnErrorWithItsCode() {
        List<Occurrence> occurrences = of(TestCallbacks.messageStatus(SMS, "undelivered")
                .with("ErrorCode", "30007")
                .with("MessagingServiceSid", "MG00000000000000000000000000000001"));

        assertThat(occurrences)
                .containsExactly(new Occurrence(
                        7,
                        NOW,
                        SMS,
                        Map.of(
                                Label.ACCOUNT, TestCallbacks.ACCOUNT_SID,
                                Label.KIND, "message",
                                Label.RESOURCE, "message",
                                Label.LEVEL, "error",
                                Label.STATUS, "undelivered",
                                Label.ERROR_CODE, "30007",
                                Label.SERVICE_SID, "MG00000000000000000000000000000001")));
    }

    @ParameterizedTest
    @CsvSource({"delivered, 1", "failed, 1", "canceled, 1", "queued, 0", "sent, 0", "read, 0"})
    void onlyTheEndOfAMessageIsSomethingThatHasHappened(String status, int occurrences) {
        assertThat(of(TestCallbacks.messageStatus(SMS, status))).hasSize(occurrences);
    }

    @ParameterizedTest
    @CsvSource({
        "completed, info",
        "busy, info",
        "no-answer, info",
        "canceled, info",
        "failed, error",
        "ringing,",
        "in-progress,"
    })
    void onlyTheEndOfACallIsSomethingThatHasHappened(String status, String level) {
        List<Occurrence> occurrences = of(TestCallbacks.callStatus(
                "CA00000000000000000000000000000001", status, 1, "Mon, 05 Jan 2026 12:00:00 +0000"));

        assertThat(occurrences)
                .extracting(occurrence -> occurrence.label(Label.LEVEL))
                .isEqualTo(level == null ? List.of() : List.of(level));
    }

    @Test
    void othersSayNothing() {
        assertThat(of(TestCallbacks.inboundMessage(SMS, "hello"))).isEmpty();
        assertThat(of(TestCallbacks.recording("RE00000000000000000000000000000001", "completed")))
                .isEmpty();
    }

    private static List<Occurrence> of(TestCallbacks callback) {
        Entry entry = TestTraffic.entry(callback, NOW);
        return Occurrences.of(new LoggedEvent(7, entry.event(), 1, NOW), entry.resources());
    }

    @ParameterizedTest
    @CsvSource({"2026-01-05T11:00:00Z,1", "2026-01-04T13:00:00Z,1", "2026-01-04T11:00:00Z,0", "2025-03-01T00:00:00Z,0"})
    void anAnswerOfTheRestApiIsNewsForADay(Instant updated, int occurrences) throws UnexpectedAnswerException {
        String date = TwilioDates.rfc2822(updated);
        String json = """
                {"sid": "%s", "account_sid": "%s", "status": "undelivered", "error_code": 30007, "direction": "outbound-api",
                 "date_created": "%s", "date_updated": "%s", "date_sent": "%s"}""".formatted(SMS, TestCallbacks.ACCOUNT_SID, date, date, date);
        Entry entry = AnswerReader.resource(
                new Inquiry(TestCallbacks.ACCOUNT_SID, "GET", "/Messages/" + SMS + ".json", NOW, NOW),
                ResourceKind.MESSAGE,
                SMS,
                json);

        assertThat(Occurrences.of(new LoggedEvent(7, entry.event(), 1, NOW), entry.resources()))
                .hasSize(occurrences);
    }
}
