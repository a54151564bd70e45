package dev.ringback.twilio.adopted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.Parameters;
import dev.ringback.model.Parameters.Parameter;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdoptedCallbackTest {
    private static AdoptedCallback of(String url, String... events) {
        return AdoptedCallback.of(url, "POST", Set.of(events)).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "",
                "/hook",
                "ftp://app.example.com/",
                "https:///hook",
                "https://my_host/",
                "https://app.example.com/a b",
                "https://app.example.com/\nPOST",
                "javascript:alert(1)"
            })
    void whatLeadsToNoWebServerIsNotAdopted(String url) {
        assertThat(AdoptedCallback.of(url, "POST", Set.of())).isEmpty();
    }

    @Test
    void aMethodIsPostOrGet() {
        assertThat(AdoptedCallback.of("https://app.example.com/", "PUT", Set.of()))
                .isEmpty();
        assertThat(AdoptedCallback.of("https://app.example.com/", "get", Set.of()))
                .get()
                .matches(AdoptedCallback::isGet);
    }

    @Test
    void theFragmentIsForTwilioAlone() {
        assertThat(of("https://app.example.com/hook?a=b#rc=5&rp=all").url())
                .hasToString("https://app.example.com/hook?a=b");
    }

    @ParameterizedTest
    @CsvSource({
        "queued, initiated",
        "initiated, initiated",
        "ringing, ringing",
        "in-progress, answered",
        "completed, completed",
        "busy, completed",
        "failed, completed",
        "no-answer, completed",
        "canceled, completed"
    })
    void aStatusIsWantedByItsEvent(String status, String event) {
        Parameters parameters = new Parameters(List.of(new Parameter("CallStatus", status)));
        for (String asked : List.of("initiated", "ringing", "answered", "completed")) {
            assertThat(of("https://app.example.com/", asked).wants(parameters)).isEqualTo(asked.equals(event));
        }
        assertThat(of("https://app.example.com/").wants(parameters)).isTrue();
        assertThat(of("https://app.example.com/", "ringing").wants(Parameters.none()))
                .isTrue();
    }

    @Test
    void itIsShownWithoutItsSecrets() {
        assertThat(of("https://user:secret@app.example.com/key")).hasToString("POST app.example.com");
    }
}
