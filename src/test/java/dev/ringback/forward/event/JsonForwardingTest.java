package dev.ringback.forward.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.security.RequestValidator;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.Entry;
import dev.ringback.model.EventSource;
import dev.ringback.model.LoggedEvent;
import dev.ringback.outbound.OutboundRequest;
import dev.ringback.twilio.callback.Arrival;
import dev.ringback.twilio.callback.CallbackReader;
import dev.ringback.twilio.callback.MalformedBodyException;
import dev.ringback.twilio.signature.TwilioSignature;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends on what came as JSON; Twilio's own library is asked whether it believes the checksums and signatures. */
class JsonForwardingTest {
    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");
    private static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
    private static final String TOKEN = "token of the account";
    private static final String EVENT =
            "{\"specversion\":\"1.0\",\"type\":\"com.twilio.messaging.message.sent\",\"id\":\"EZ%d\",\"data\":{}}";

    private final Accounts accounts =
            new Accounts(List.of(new Account(ACCOUNT, List.of(TOKEN), null, List.of(), Map.of())));
    private final EventRequests requests = new EventRequests(accounts);
    private final RequestValidator twilio = new RequestValidator(TOKEN);
    private final EventTarget target = new EventTarget(
            "crm",
            URI.create("https://crm.example.com/twilio?tenant=7"),
            List.of(),
            EventTarget.Format.TWILIO,
            8,
            Optional.empty());

    @ParameterizedTest
    @ValueSource(strings = {"studio-http-widget.json", "single-event.json"})
    void anObjectThatCameAloneIsSentOnAsItCame(String resource) throws Exception {
        String body = resource(resource);

        assertThat(sentOn(body)).containsExactly(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\n  \"flow\": \"FW1\",\n  \"order\": 1234\n}\n",
                "\r\n\t {\"a\" : 1.0 }  ",
                "\uFEFF{\"a\":1}",
                "{\"a\":1,\"a\":2}",
                "{\"caf\u00e9\":\"\\u00e9 \ud83e\udd80 \\ud800\"}",
                "{\"a\":\"[{}]\"}",
                "[{\"a\":1}]",
                "[1]",
                "[\"{}\"]",
                "[null]",
                "[{\"specversion\":\"1.0\",\"type\":\"com.twilio.taskrouter.task.created\",\"data\":{}}]",
            })
    void aBodyOfOneEventIsSentOnByteForByte(String body) throws Exception {
        assertThat(sentOn(body)).containsExactly(body);
    }

    @Test
    void eachEventOfABatchIsSentOnAsAnArrayOfOne() throws Exception {
        String first = EVENT.formatted(1);
        String second = EVENT.formatted(2).replace("{}", "{ \"x\": 1 }");

        assertThat(sentOn("[" + first + ",\n " + second + "]")).containsExactly("[" + first + "]", "[" + second + "]");
    }

    @Test
    void elementsOfABatchThatAreNoCloudEventsStayElements() throws Exception {
        assertThat(sentOn("[{\"a\":1}, 2, {\"specversion\":\"1.0\"}]"))
                .containsExactly("[{\"a\":1}]", "[2]", "[{\"specversion\":\"1.0\"}]");
    }

    @Test
    void whiteSpaceInsideABatchOfOneIsNotKept() throws Exception {
        assertThat(sentOn("[ " + EVENT.formatted(1) + " ]")).containsExactly("[" + EVENT.formatted(1) + "]");
    }

    /** The bytes cannot be sent again, but the form can. */
    @Test
    void anObjectThatIsNoUtf8StaysAnObject() throws Exception {
        byte[] body = "{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(sentOn(body)).containsExactly("{\"a\":\"\uFFFD\"}");
    }

    @Test
    void theSameObjectInOtherWhiteSpaceIsTheSameEvent() throws Exception {
        assertThat(read("{\"a\":1}\n".getBytes(StandardCharsets.UTF_8))
                        .get(0)
                        .event()
                        .digest())
                .isEqualTo(read("{\"a\":1}".getBytes(StandardCharsets.UTF_8))
                        .get(0)
                        .event()
                        .digest());
    }

    private List<String> sentOn(String body) throws MalformedBodyException {
        return sentOn(body.getBytes(StandardCharsets.UTF_8));
    }

    /** The bodies of the requests, each with a signature that holds. */
    private List<String> sentOn(byte[] body) throws MalformedBodyException {
        List<OutboundRequest> sent = read(body).stream()
                .map(entry -> requests.request(target, new LoggedEvent(7, entry.event(), 1, NOW))
                        .orElseThrow())
                .toList();
        assertThat(sent).allSatisfy(request -> {
            String query = request.url().getRawQuery();
            assertThat(query).matches("tenant=7&order=1&bodySHA256=[0-9a-f]{64}");
            assertThat(twilio.validateBody(request.body(), query.replaceAll(".*bodySHA256=", "")))
                    .isTrue();
            assertThat(twilio.validate(
                            request.url().toString(),
                            request.body(),
                            String.valueOf(request.headers().get("X-Twilio-Signature"))))
                    .isTrue();
            assertThat(request.headers()).containsEntry("Content-Type", "application/json");
        });
        return sent.stream().map(OutboundRequest::body).toList();
    }

    private List<Entry> read(byte[] body) throws MalformedBodyException {
        Account signer = accounts.find(ACCOUNT).orElseThrow();
        String checksum = TwilioSignature.bodySha256(body);
        return new CallbackReader(accounts)
                .readJson(
                        new Arrival(
                                signer,
                                "https://hooks.example.com/twilio",
                                "POST",
                                "/twilio?order=1&bodySHA256=" + checksum,
                                null,
                                NOW,
                                EventSource.CALLBACK),
                        body);
    }

    private static String resource(String name) throws IOException {
        try (InputStream resource = Objects.requireNonNull(JsonForwardingTest.class.getResourceAsStream(name))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
