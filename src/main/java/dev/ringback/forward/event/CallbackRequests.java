package dev.ringback.forward.event;

import dev.ringback.model.Account;
import dev.ringback.model.Event;
import dev.ringback.outbound.OutboundRequest;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.adopted.AdoptedCallback;
import dev.ringback.twilio.callback.CallbackMark;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes the request that Twilio would have sent to an adopted callback URL. Stateless. */
public final class CallbackRequests {
    private CallbackRequests() {}

    /**
     * Returns the request: the caller's URL and method, Twilio's parameters and idempotency token, and a signature made anew, since it covers the URL.
     * Credentials in the URL go into a header, and are not signed, as Twilio does not sign them.
     *
     * @param event that Twilio has sent
     * @param account whose first auth token signs
     */
    public static OutboundRequest request(AdoptedCallback callback, Event event, Account account) {
        String parameters = parameters(event);
        String url = withoutCredentials(callback.url());
        if (callback.isGet()) {
            url = EventRequests.withQuery(url, asQuery(parameters));
        }
        String body = callback.isGet() ? "" : parameters;
        Map<String, String> headers = EventRequests.signed(url, FormBody.parse(body), event, account);
        if (!callback.isGet()) {
            headers.put("Content-Type", EventRequests.FORM);
        }
        String credentials = callback.url().getUserInfo();
        if (credentials != null) {
            headers.put(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        }
        return new OutboundRequest(callback.method(), URI.create(url), headers, body);
    }

    /** Returns what Twilio has sent, form-encoded. A GET has it in the query, behind what is in every URL of ours. */
    private static String parameters(Event event) {
        if (!event.method().equals("GET")) {
            return event.payload();
        }
        int mark = event.target().indexOf('?');
        return Arrays.stream(event.target().substring(mark + 1).split("&", -1))
                .filter(part -> !part.startsWith(CallbackMark.NAME + '='))
                .collect(Collectors.joining("&"));
    }

    /** Spells parameters as Twilio does in the query of a GET. */
    private static String asQuery(String form) {
        return EventRequests.escaped(form.replace("+", "%20").replace("%27", "'"));
    }

    /** Returns the URL as the receiver sees it: with a path, and without credentials. */
    private static String withoutCredentials(URI url) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        String query = url.getRawQuery() == null ? "" : '?' + url.getRawQuery();
        return url.getScheme() + "://" + url.getHost() + port + path + query;
    }
}
