package dev.ringback.upstream.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.Actor;
import dev.ringback.model.Parameters;
import dev.ringback.outbound.RequestContent;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.callback.CallbackMark;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddedCallbacksTest {
    private static final String MARK = CallbackMark.next();
    private static final String URL = "https://hooks.example.com/in/twilio?rb=" + MARK + "#rc=3";

    private final AddedCallbacks callbacks = AddedCallbacks.to("https://hooks.example.com/in/twilio#rc=3");

    private static Write write(WriteKind kind, String query, String form) {
        return new Write(
                kind,
                "AC1",
                "/2010-04-01/Accounts/AC1/X.json" + query,
                Map.of(),
                "application/x-www-form-urlencoded; charset=UTF-8",
                RequestContent.of(form),
                new Actor(null, "me", null, null));
    }

    private Parameters added(WriteKind kind, String form) {
        String body = callbacks.addTo(write(kind, "", form), MARK).text();
        assertThat(body).startsWith(form);
        return FormBody.parse(body.substring(form.length())).parameters();
    }

    private static List<String> values(Parameters parameters, String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameters.Parameter::value)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "MESSAGE_CREATE, StatusCallback",
        "CALL_CREATE, StatusCallback",
        "PARTICIPANT_CREATE, StatusCallback",
        "CALL_RECORDING_CREATE, RecordingStatusCallback",
        "REALTIME_TRANSCRIPTION_CREATE, StatusCallbackUrl"
    })
    void aCreateWithoutACallbackGetsOurs(WriteKind kind, String name) {
        assertThat(added(kind, "To=%2B14155550101&Body=%E4").get(name)).isEqualTo(URL);
        assertThat(added(kind, "").get(name)).isEqualTo(URL);
        assertThat(added(kind, name + "=https%3A%2F%2Fown.example.com")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "StatusCallback=",
                "StatusCallback",
                "StatusCallback=&StatusCallback=",
                "StatusCallback=+",
                "%53tatusCallback="
            })
    void anEmptyCallbackIsNoneAndOursStandsInItsPlace(String empty) {
        String before = "To=%2B14155550101&" + empty + "&Body=%E4";
        String body = callbacks
                .addTo(write(WriteKind.MESSAGE_CREATE, "", before), MARK)
                .text();

        assertThat(body).startsWith("To=%2B14155550101&Body=%E4&StatusCallback=http");
        assertThat(values(FormBody.parse(body).parameters(), "StatusCallback")).containsExactly(URL);
    }

    @Test
    void anEmptyServiceIsNone() {
        assertThat(added(WriteKind.MESSAGE_CREATE, "MessagingServiceSid=").get("StatusCallback"))
                .isEqualTo(URL);
    }

    @Test
    void aCallbackBehindAnEmptyOneStays() {
        assertThat(added(WriteKind.MESSAGE_CREATE, "StatusCallback=&StatusCallback=https%3A%2F%2Fown.example.com"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = ".*_CREATE")
    void otherWritesStayAsTheyAre(WriteKind kind) {
        assertThat(added(kind, "Status=completed")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"CALL_CREATE", "PARTICIPANT_CREATE"})
    void callsAskForAllEvents(WriteKind kind) {
        assertThat(values(added(kind, "To=1"), "StatusCallbackEvent"))
                .containsExactly("initiated", "ringing", "answered", "completed");
        assertThat(values(added(kind, "StatusCallbackEvent=answered"), "StatusCallbackEvent"))
                .containsExactly("initiated", "ringing", "completed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MessagingServiceSid=MG1", "ApplicationSid=AP1"})
    void aServiceOrAnApplicationHasUrlsOfItsOwn(String given) {
        assertThat(added(WriteKind.MESSAGE_CREATE, given)).isEmpty();
        assertThat(callbacks
                        .addTo(write(WriteKind.MESSAGE_CREATE, '?' + given, "To=1"), MARK)
                        .text())
                .isEqualTo("To=1");
    }

    @Test
    void anApplicationOfACallHasUrlsOfItsOwn() {
        assertThat(added(WriteKind.CALL_CREATE, "ApplicationSid=AP1")).isEmpty();
    }

    @Test
    void bytesThatAreNoTextStayAsTheyAre() {
        byte[] body = {'B', '=', (byte) 0xff, (byte) 0x80};
        Write write = new Write(
                WriteKind.MESSAGE_CREATE,
                "AC1",
                "/x.json",
                Map.of(),
                null,
                RequestContent.of(body),
                new Actor(null, "me", null, null));
        assertThat(callbacks.addTo(write, MARK).bytes()).startsWith(body);
        assertThat(AddedCallbacks.NONE.addTo(write, MARK).bytes()).isEqualTo(body);
    }

    @Test
    void aBodyThatIsNoFormStaysAsItIs() {
        Write write = new Write(
                WriteKind.MESSAGE_CREATE,
                "AC1",
                "/x.json",
                Map.of(),
                "application/json",
                RequestContent.of("{}"),
                new Actor(null, "me", null, null));
        assertThat(callbacks.addTo(write, MARK).text()).isEqualTo("{}");
    }
}
