package dev.ringback.forward.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.twilio.security.RequestValidator;
import dev.ringback.TestCallbacks;
import dev.ringback.TestTraffic;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.Entry;
import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.PayloadFormat;
import dev.ringback.outbound.OutboundRequest;
import dev.ringback.twilio.FormBody;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Twilio's own library is asked whether it believes the signatures. */
class EventRequestsTest {
    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");
    private static final String TOKEN = "token of the account";
    private static final String SMS = "SM00000000000000000000000000000001";

    private final EventRequests requests = new EventRequests(new Accounts(
            List.of(new Account(TestTraffic.ACCOUNT.sid(), List.of(TOKEN, "older token"), null, List.of(), Map.of()))));
    private final RequestValidator twilio = new RequestValidator(TOKEN);

    @ParameterizedTest
    @ValueSource(strings = {"https://crm.example.com/twilio", "http://crm.example.com:8080/hook?tenant=7"})
    void twilioRequestsAreSentUnchangedButSignedForTheTarget(String url) throws Exception {
        Event said = event("/twilio?order=12%2034&rp=", "POST", PayloadFormat.FORM, form("caf\u00e9 & co"));

        OutboundRequest request = request(url, said);

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.url()).hasToString(url + (url.contains("?") ? "&" : "?") + "order=12%2034&rp=");
        assertThat(request.body()).isEqualTo(said.payload());
        assertThat(request.headers())
                .containsEntry("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .containsEntry("I-Twilio-Idempotency-Token", "idempotency");
        assertThat(twilio.validate(request.url().toString(), parameters(request.body()), signature(request)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rb=a1_x", "rb=w1_y&rb=a1_x", "rb=a1_x&order=1", "rb=a1_x&rb=a1_z", ""})
    void theCallbackUrlOfACallerIsForNoTarget(String query) throws Exception {
        Event said = event("/twilio?" + query, "POST", PayloadFormat.FORM, form("hello"));

        OutboundRequest request = request("https://crm.example.com/twilio", said);

        assertThat(request.url().toString()).doesNotContain("a1_").doesNotEndWith("&");
        assertThat(twilio.validate(request.url().toString(), parameters(request.body()), signature(request)))
                .isTrue();
    }

    @Test
    void aGetStaysAGet() throws Exception {
        Event said = event("/twilio?order=1&" + form("hello"), "GET", PayloadFormat.FORM, "");

        OutboundRequest request = request("https://crm.example.com/twilio", said);

        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.body()).isEmpty();
        assertThat(request.headers()).doesNotContainKey("Content-Type");
        assertThat(request.url().getRawQuery()).isEqualTo("order=1&" + form("hello"));
        assertThat(twilio.validate(request.url().toString(), Map.of(), signature(request)))
                .isTrue();
    }

    @Test
    void anEventOfAStreamIsVouchedForByItsChecksum() throws Exception {
        String payload =
                "{\"specversion\":\"1.0\",\"type\":\"com.twilio.messaging.message.sent\",\"data\":{\"to\":\"\u00fc\"}}";
        Event said = event("/twilio?bodySHA256=0123&a=b", "POST", PayloadFormat.JSON, payload);

        OutboundRequest request = request("https://crm.example.com/twilio", said);

        assertThat(request.body()).isEqualTo("[" + payload + "]");
        assertThat(request.url().getRawQuery()).startsWith("a=b&bodySHA256=").doesNotContain("0123&");
        assertThat(twilio.validateBody(
                        request.body(), request.url().getRawQuery().replaceAll(".*bodySHA256=", "")))
                .isTrue();
        assertThat(twilio.validate(request.url().toString(), request.body(), signature(request)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b|c", "a=\"b\"", "a=100%", "a={x}", "a=b c", "a=%zz&b=\u00fc", "=", "&&", "a[]=1"})
    void aQueryThatIsNoUrlIsSentAsOne(String query) throws Exception {
        Event said = event("/twilio?" + query, "POST", PayloadFormat.FORM, form("hello"));

        OutboundRequest request = request("https://crm.example.com/twilio", said);

        assertThat(twilio.validate(request.url().toString(), parameters(request.body()), signature(request)))
                .isTrue();
        assertThat(FormBody.parse(request.url().getRawQuery()).fields())
                .isEqualTo(FormBody.parse(query.replace("%zz", "%25zz")).fields());
    }

    @Test
    void anAccountThatIsNotInTheSettingsCannotSign() {
        Event said = event("/twilio", "POST", PayloadFormat.FORM, form("hello"));
        EventRequests others = new EventRequests(new Accounts(List.of()));

        assertThat(others.request(target("https://crm.example.com/", EventTarget.Format.TWILIO), logged(said)))
                .isEmpty();
    }

    @Test
    void aCloudEventHasTheSameContent() throws Exception {
        Event said = event("/twilio", "POST", PayloadFormat.FORM, form("hello"));

        OutboundRequest request = requests.request(
                        target("https://bus.example.com/in", EventTarget.Format.CLOUDEVENTS), logged(said))
                .orElseThrow();

        JsonNode event = new ObjectMapper().readTree(request.body());
        assertThat(request.headers())
                .containsEntry("Content-Type", "application/cloudevents+json; charset=utf-8")
                .containsEntry("Authorization", "Bearer secret")
                .doesNotContainKey("X-Twilio-Signature");
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("type").asText()).isEqualTo("dev.ringback.message-status");
        assertThat(event.path("source").asText()).isEqualTo("/2010-04-01/Accounts/" + TestTraffic.ACCOUNT.sid());
        assertThat(event.path("subject").asText()).isEqualTo(SMS);
        assertThat(event.path("time").asText()).isEqualTo("2026-01-05T12:00:00Z");
        assertThat(event.path("id").asText()).matches("[0-9a-f]{32}");
        assertThat(event.path("data").path("Body").asText()).isEqualTo("hello");
        assertThat(event.path("data").path("MessageStatus").asText()).isEqualTo("delivered");
    }

    @Test
    void aTargetIsShownWithoutItsSecrets() {
        assertThat(target("https://secret.example.com/", EventTarget.Format.TWILIO)
                        .toString())
                .isEqualTo("EventTarget[crm]");
    }

    private OutboundRequest request(String url, Event event) {
        return requests.request(target(url, EventTarget.Format.TWILIO), logged(event))
                .orElseThrow();
    }

    private static EventTarget target(String url, EventTarget.Format format) {
        return new EventTarget("crm", URI.create(url), List.of(), format, 8, Optional.of("Bearer secret"));
    }

    private static String signature(OutboundRequest request) {
        return String.valueOf(request.headers().get("X-Twilio-Signature"));
    }

    private static Map<String, String> parameters(String form) {
        Map<String, String> parameters = new HashMap<>();
        FormBody.parse(form).parameters().stream()
                .forEach(parameter -> parameters.put(parameter.name(), parameter.value()));
        return parameters;
    }

    private static String form(String body) {
        return TestCallbacks.messageStatus(SMS, "delivered").with("Body", body).form();
    }

    private static LoggedEvent logged(Event event) {
        return new LoggedEvent(7, event, 1, NOW);
    }

    private static Event event(String target, String method, PayloadFormat format, String payload) {
        Entry any = TestTraffic.entry(TestCallbacks.messageStatus(SMS, "delivered"), NOW);
        return new Event(
                TestTraffic.ACCOUNT.sid(),
                EventKind.MESSAGE_STATUS,
                SMS,
                EventSource.CALLBACK,
                NOW,
                null,
                method,
                target,
                format,
                payload,
                "idempotency",
                any.event().digest(),
                null);
    }
}
