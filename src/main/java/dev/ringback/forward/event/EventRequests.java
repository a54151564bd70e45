package dev.ringback.forward.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.Event;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.Parameters;
import dev.ringback.model.PayloadFormat;
import dev.ringback.model.SignatureAlgorithm;
import dev.ringback.model.SigningKey;
import dev.ringback.outbound.OutboundRequest;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.callback.SealedCallback;
import dev.ringback.twilio.signature.TwilioSignature;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes the request that carries an event to a target. Safe for use by many threads. */
public final class EventRequests {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Names the charset in small letters: the JavaScript SDK of CloudEvents compares it letter by letter, though RFC 9110 ignores case. */
    private static final String CLOUDEVENTS_JSON = "application/cloudevents+json; charset=utf-8";

    /** Spelled as Twilio spells it. */
    static final String FORM = "application/x-www-form-urlencoded; charset=UTF-8";

    private static final String SEALED = "(^|&)" + Pattern.quote(SealedCallback.parameter("")) + "[^&]*";

    /** Characters that RFC 3986 knows in no query, and a percent sign that escapes nothing. */
    private static final Pattern NO_URL = Pattern.compile("[^A-Za-z0-9._~:/?@!$&'()*+,;=%-]|%(?![0-9A-Fa-f]{2})");

    private final Accounts accounts;

    /** @param accounts their first auth tokens sign */
    public EventRequests(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Returns the request; empty if the event's account is no longer in the settings, so that nobody could sign for it. */
    public Optional<OutboundRequest> request(EventTarget target, LoggedEvent logged) {
        Optional<OutboundRequest> request = target.format() == EventTarget.Format.TWILIO
                ? accounts.find(logged.event().accountSid()).map(account -> asTwilio(target, logged.event(), account))
                : Optional.of(asCloudEvent(target, logged));
        return request.map(unauthorized -> authorized(unauthorized, target));
    }

    /** Returns the request for an event of Ringback's own, which {@link SystemCloudEvent} has written. */
    public OutboundRequest request(EventTarget target, String cloudEvent) {
        return authorized(cloudEvent(target, cloudEvent), target);
    }

    private static OutboundRequest authorized(OutboundRequest request, EventTarget target) {
        Map<String, String> headers = new HashMap<>(request.headers());
        target.authorization().ifPresent(value -> headers.put("Authorization", value));
        return new OutboundRequest(request.method(), request.url(), headers, request.body());
    }

    /**
     * Makes a request with Twilio's own method, body, idempotency token and the user's query parameters, which follow those of the target.
     * Only the signature differs, since it covers the URL. Each event of a batch goes as an array of one.
     */
    private static OutboundRequest asTwilio(EventTarget target, Event event, Account account) {
        boolean json = event.format() == PayloadFormat.JSON;
        boolean get = event.method().equals("GET");
        String body = json ? JsonBody.of(event) : get ? "" : event.payload();
        String url = withQuery(target.url().toString(), query(event));
        if (json) {
            url = withQuery(url, JsonBody.CHECKSUM + "=" + JsonBody.checksum(body));
        }
        Map<String, String> headers = signed(url, FormBody.parse(json ? "" : body), event, account);
        if (!get) {
            headers.put("Content-Type", json ? "application/json" : FORM);
        }
        return new OutboundRequest(get ? "GET" : "POST", URI.create(url), headers, body);
    }

    /**
     * Returns the headers of a request of Twilio's.
     *
     * @param form that is sent; empty for GET and for JSON
     */
    static Map<String, String> signed(String url, FormBody form, Event event, Account account) {
        SigningKey key = new SigningKey(account.authTokens().get(0), SignatureAlgorithm.HMAC_SHA1);
        Map<String, String> headers = new HashMap<>();
        headers.put("User-Agent", "TwilioProxy/1.1");
        headers.put("Accept", "*/*");
        headers.put("X-Twilio-Signature", TwilioSignature.sign(key, url, form));
        if (event.idempotencyToken() != null) {
            headers.put("I-Twilio-Idempotency-Token", event.idempotencyToken());
        }
        return headers;
    }

    /**
     * Returns the query without the checksum of a JSON body, which is computed again, and without the sealed callback URL, which is called by this
     * Ringback alone.
     */
    private static String query(Event event) {
        int mark = event.target().indexOf('?');
        String query = mark < 0 ? "" : event.target().substring(mark + 1);
        return escaped(query.replaceAll("(^|&)bodySHA256=[^&]*", "")
                .replaceAll(SEALED, "")
                .replaceAll("^&", ""));
    }

    /** Escapes characters that may stand in a request line but not in a URL. */
    static String escaped(String query) {
        return NO_URL.matcher(query)
                .replaceAll(
                        wrong -> new String(wrong.group().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                                .chars()
                                .mapToObj("%%%02X"::formatted)
                                .collect(Collectors.joining()));
    }

    static String withQuery(String url, String query) {
        if (query.isEmpty()) {
            return url;
        }
        return url + (url.indexOf('?') < 0 ? "?" : "&") + query;
    }

    /** Makes a request in the JSON format of CloudEvents 1.0, with Twilio's parameters as an object under {@code data}. */
    private static OutboundRequest asCloudEvent(EventTarget target, LoggedEvent logged) {
        Event event = logged.event();
        ObjectNode cloudEvent = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put(
                        "id",
                        "%016x%016x"
                                .formatted(event.digest().high(), event.digest().low()))
                .put("source", "/2010-04-01/Accounts/" + event.accountSid())
                .put("type", "dev.ringback." + event.kind().value())
                .put("time", event.receivedAt().toString())
                .put("datacontenttype", "application/json");
        if (!event.sid().isEmpty()) {
            cloudEvent.put("subject", event.sid());
        }
        cloudEvent.set("data", data(event));
        return cloudEvent(target, cloudEvent.toString());
    }

    private static OutboundRequest cloudEvent(EventTarget target, String json) {
        return new OutboundRequest("POST", target.url(), Map.of("Content-Type", CLOUDEVENTS_JSON), json);
    }

    private static JsonNode data(Event event) {
        if (event.format() == PayloadFormat.JSON) {
            try {
                return JSON.readTree(event.payload());
            } catch (JsonProcessingException notJson) {
                return JSON.getNodeFactory().textNode(event.payload());
            }
        }
        ObjectNode data = JSON.createObjectNode();
        FormBody form =
                event.method().equals("GET") ? FormBody.ofQuery(event.target()) : FormBody.parse(event.payload());
        for (Parameters.Parameter parameter : form.parameters().stream().toList()) {
            data.put(parameter.name(), parameter.value());
        }
        return data;
    }
}
