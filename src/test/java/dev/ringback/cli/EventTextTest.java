package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTextTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SID = "SM00000000000000000000000000000001";

    @Test
    void aLineHasLocalTimeKindSidStatusAddressesErrorCodeAndTags() {
        assertThat(line(false, """
                {"event": {"received_at": "2026-01-01T23:30:00.123Z", "kind": "message-status", "sid": "%s", "status": "undelivered",
                  "tags": [{"name": "order", "value": "12 34"}, {"name": "shop", "value": "b"}],
                  "parameters": [{"name": "From", "value": "+14155550100"}, {"name": "To", "value": "+14155550101"},
                    {"name": "ErrorCode", "value": "30008"}]}}
                """.formatted(SID)))
                .isEqualTo("2026-01-02 00:30:00  message-status   " + SID
                        + "  undelivered  +14155550100 -> +14155550101  error 30008  order=12 34  shop=b");
    }

    @Test
    void whatIsMissingLeavesAHyphenOrNothing() {
        assertThat(
                        line(
                                true,
                                "{\"event\": {\"received_at\": \"2026-01-01T12:00:00Z\", \"kind\": \"taskrouter\", \"sid\": null, \"status\": null}}"))
                .isEqualTo("2026-01-01 13:00:00  taskrouter       -                                   -");
        assertThat(line(false, "{}")).endsWith("-");
    }

    @Test
    void whatEventStreamsTellsHasNoParametersAndTheResourceSaysWhoToWhom() {
        String element = """
                {"event": {"received_at": "2026-01-01T12:00:00Z", "kind": "message-status", "sid": "%s", "status": "failed",
                  "data": {}},
                 "resource": {"status": "%s", "from": "+14155550100", "to": "whatsapp:+14155550101", "error_code": 30034}}
                """;

        assertThat(line(false, element.formatted(SID, "failed")))
                .contains("+14155550100 -> whatsapp:+14155550101  error 30034");
        assertThat(line(false, element.formatted(SID, "delivered")))
                .as("a later event's error code is not this one's")
                .doesNotContain("error");
    }

    @Test
    void anErrorOfTheDebuggerHasItsCodeAndAZeroIsNone() {
        assertThat(
                        line(
                                false,
                                "{\"event\": {\"kind\": \"debugger\", \"status\": \"error\"}, \"resource\": {\"error_code\": \"11200\"}}"))
                .endsWith("error        error 11200");
        assertThat(line(false, "{\"event\": {\"parameters\": [{\"name\": \"ErrorCode\", \"value\": \"0\"}]}}"))
                .doesNotContain("error");
    }

    @Test
    void controlCharactersOfOthersAreReplaced() {
        assertThat(line(false, """
                {"event": {"received_at": "\\u001b[2J", "kind": "k\\u009bx", "sid": "S\\u0007M", "status": "se\\nnt",
                  "tags": [{"name": "a\\u202eb", "value": "\\u001b]0;x"}],
                  "parameters": [{"name": "from", "value": "\\u001b[31m+1"}]}}
                """))
                .doesNotContain("\u001b", "\u009b", "\u0007", "\n", "\u202e")
                .contains("a b= ]0;x", "[31m+1 -> -");
    }

    @ParameterizedTest
    @CsvSource({
        "delivered, 32",
        "Completed, 32",
        "sent, 34",
        "in-progress, 34",
        "failed, 31",
        "no-answer, 31",
        "canceled, 33",
        "partially_delivered, 33",
        "unheard-of, 33"
    })
    void aStatusHasTheColourOfItsMeaning(String status, int colour) {
        assertThat(line(true, "{\"event\": {\"status\": \"" + status + "\"}}"))
                .contains("\u001b[" + colour + "m" + status + "\u001b[");
        assertThat(line(false, "{\"event\": {\"status\": \"" + status + "\"}}"))
                .contains(status)
                .doesNotContain("\u001b");
    }

    @Test
    void jsonKeepsWhatItSaysWhileItsControlCharactersAreEscaped() throws JsonProcessingException {
        String line = "{\"a\":\t\"x\u009b\u202e\uDB40\uDC01$1\u2028\u007f\"}";

        assertThat(Printable.json(line))
                .isEqualTo("{\"a\": \"x\\u009b\\u202e\\udb40\\udc01$1\\u2028\\u007f\"}")
                .satisfies(escaped -> assertThat(JSON.readTree(escaped)).isEqualTo(JSON.readTree(line)));
    }

    private static String line(boolean coloured, String json) {
        try {
            return new EventText(ZoneId.of("Europe/Berlin"), coloured).line(JSON.readTree(json));
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
