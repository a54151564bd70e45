package dev.ringback.twilio.callback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.model.EventSource;
import dev.ringback.model.Parameters;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.FormEncoder;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A callback that never reached us, found in the Debugger event that reports its failure: {@code webhook.request} holds its method, URL and
 * parameters. Twilio signed the Debugger event, so what stands in it is as good as pushed.
 *
 * @param arrival as if it had arrived with the Debugger event
 * @param payload its form body, empty for GET
 */
record LostCallback(Arrival arrival, String payload) {
    /** Below this path Twilio's requests come in; what stands before it in a URL is the proxy's affair. */
    private static final String DOOR = "/twilio";

    /** @param parameters of the Debugger event; empty is returned when it reports nothing that was addressed to us */
    static Optional<LostCallback> in(Arrival debuggerArrival, Parameters parameters) {
        JsonNode payload = Json.parse(parameters.get("Payload"));
        if (payload == null) {
            return Optional.empty();
        }
        JsonNode request = payload.path("webhook").path("request");
        JsonNode sent = request.path("parameters");
        String target = ownTarget(Json.text(request, "url"), debuggerArrival.url());
        if (target == null || !sameAccount(sent, parameters)) {
            return Optional.empty();
        }
        boolean get = "GET".equalsIgnoreCase(Json.text(request, "method"));
        String form = FormEncoder.body(Json.parameters(sent));
        Arrival lost = new Arrival(
                debuggerArrival.signer(),
                debuggerArrival.url(),
                get ? "GET" : "POST",
                get ? withQuery(target, form) : target,
                idempotencyToken(request.path("headers")),
                debuggerArrival.receivedAt(),
                EventSource.RECOVERED);
        return Optional.of(new LostCallback(lost, get ? "" : form));
    }

    /** An account's Debugger event vouches for callbacks of that account, and for no other's. */
    private static boolean sameAccount(JsonNode sent, Parameters debuggerParameters) {
        String account = Json.text(sent, "AccountSid");
        return account != null && account.equals(debuggerParameters.get("AccountSid"));
    }

    /** The path and query of a URL that leads to this door, or null for any other. */
    private static @Nullable String ownTarget(@Nullable String url, String ourUrl) {
        if (url == null || !host(url).equals(host(ourUrl))) {
            return null;
        }
        int fragment = url.indexOf('#'); // connection overrides are part of the setting, not of the request
        String whole = fragment < 0 ? url : url.substring(0, fragment);
        String door = doorPath(ourUrl);
        String pathAndQuery = whole.substring(pathStart(whole));
        if (!pathAndQuery.startsWith(door)) {
            return null;
        }
        String below = pathAndQuery.substring(door.length());
        return below.isEmpty() || below.startsWith("/") || below.startsWith("?") ? DOOR + below : null;
    }

    /** Our path up to the door, with the prefix that a proxy may have put before it. */
    private static String doorPath(String ourUrl) {
        int start = pathStart(ourUrl);
        int door = ourUrl.indexOf(DOOR, start);
        return door < 0 ? DOOR : ourUrl.substring(start, door + DOOR.length());
    }

    /** Without userinfo and port, which do not change whose URL it is. */
    private static String host(String url) {
        int start = url.indexOf("://") + 3;
        String authority = url.substring(Math.min(start, url.length()), pathStart(url));
        String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
        int port = hostAndPort.indexOf(':', Math.max(0, hostAndPort.indexOf(']')));
        return (port < 0 ? hostAndPort : hostAndPort.substring(0, port)).toLowerCase(Locale.ROOT);
    }

    private static int pathStart(String url) {
        int scheme = url.indexOf("://");
        for (int i = scheme < 0 ? 0 : scheme + 3; i < url.length(); i++) {
            if ("/?#".indexOf(url.charAt(i)) >= 0) {
                return i;
            }
        }
        return url.length();
    }

    /** Twilio may report the URL of a GET with its parameters or without; either way each is counted once. */
    private static String withQuery(String target, String form) {
        if (target.indexOf('?') < 0) {
            return target + "?" + form;
        }
        // every webhook names its account
        return FormBody.ofQuery(target).parameters().has("AccountSid") ? target : target + "&" + form;
    }

    private static @Nullable String idempotencyToken(JsonNode headers) {
        for (Map.Entry<String, JsonNode> header : headers.properties()) {
            if (header.getKey().equalsIgnoreCase("I-Twilio-Idempotency-Token")) {
                return header.getValue().asText();
            }
        }
        return null;
    }
}
