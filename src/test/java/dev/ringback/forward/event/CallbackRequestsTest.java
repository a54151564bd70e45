package dev.ringback.forward.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.security.RequestValidator;
import dev.ringback.TestCallbacks;
import dev.ringback.TestTraffic;
import dev.ringback.model.Account;
import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.model.PayloadFormat;
import dev.ringback.outbound.OutboundRequest;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.adopted.AdoptedCallback;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Twilio's own library is asked whether it believes the signatures. */
class CallbackRequestsTest {
    private static final String TOKEN = "token of the account";
    private static final String FORM =
            "CallSid=CA1&CallStatus=completed&FromCity=Trezzo+Sull%27Adda&To=%2B14155550101&Zip=&Name=%C3%A4";
    private static final Account ACCOUNT = Account.of(TestTraffic.ACCOUNT.sid(), TOKEN);

    private final RequestValidator twilio = new RequestValidator(TOKEN);

    private static Event event(String method, String target, String payload) {
        Event base = TestTraffic.entry(
                        TestCallbacks.inboundMessage("SM00000000000000000000000000000001", "hello"), Instant.EPOCH)
                .event();
        return new Event(
                ACCOUNT.sid(),
                EventKind.CALL_STATUS,
                "CA1",
                EventSource.CALLBACK,
                Instant.EPOCH,
                null,
                method,
                target,
                PayloadFormat.FORM,
                payload,
                "the token of the request",
                base.digest(),
                null);
    }

    private static OutboundRequest request(String url, String method, Event event) {
        return CallbackRequests.request(
                AdoptedCallback.of(url, method, Set.of()).orElseThrow(), event, ACCOUNT);
    }

    private boolean isBelieved(String url, OutboundRequest request) {
        Map<String, String> parameters = FormBody.parse(request.body()).parameters().stream()
                .collect(Collectors.toMap(Parameter::name, Parameter::value));
        return twilio.validate(url, parameters, request.headers().get("X-Twilio-Signature"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com/hook, https://app.example.com/hook",
        "https://app.example.com/hook?a=b%20c#rc=5, https://app.example.com/hook?a=b%20c",
        "https://app.example.com, https://app.example.com/",
        "https://app.example.com?a=b, https://app.example.com/?a=b",
        "https://app.example.com:8443/hook, https://app.example.com:8443/hook",
        "https://me:secret@app.example.com/hook, https://app.example.com/hook"
    })
    void aPostHasTwiliosBody(String url, String sent) {
        OutboundRequest request = request(url, "POST", event("POST", "/twilio?rb=a1_x", FORM));

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.url()).hasToString(sent);
        assertThat(request.body()).isEqualTo(FORM);
        assertThat(request.headers())
                .containsEntry("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .containsEntry("I-Twilio-Idempotency-Token", "the token of the request")
                .containsEntry("User-Agent", "TwilioProxy/1.1");
        assertThat(request.headers().containsKey("Authorization")).isEqualTo(url.contains("@"));
        assertThat(isBelieved(sent, request)).isTrue();
    }

    @Test
    void aGetHasThemBehindTheQuery() {
        OutboundRequest request =
                request("https://app.example.com/hook?a=b", "GET", event("POST", "/twilio?rb=a1_x", FORM));

        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.body()).isEmpty();
        assertThat(request.headers()).doesNotContainKey("Content-Type");
        assertThat(request.url())
                .hasToString("https://app.example.com/hook?a=b&CallSid=CA1&CallStatus=completed"
                        + "&FromCity=Trezzo%20Sull'Adda&To=%2B14155550101&Zip=&Name=%C3%A4");
        assertThat(isBelieved(request.url().toString(), request)).isTrue();
    }

    /** Twilio is asked for POSTs; a rule in its console may make GETs of them all the same. */
    @Test
    void whatCameByGetIsSentWithoutRingbacksOwnParameters() {
        Event event = event("GET", "/twilio?rb=w1_y&rb=a1_x&" + FORM, "");

        assertThat(request("https://app.example.com/hook", "POST", event).body())
                .isEqualTo(FORM);
    }
}
