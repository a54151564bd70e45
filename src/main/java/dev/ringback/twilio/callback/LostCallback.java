package dev.ringback.twilio.callback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.model.EventSource;
import dev.ringback.model.Parameters;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.FormEncoder;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** Matches what stands before the path of an absolute URL. Nothing else was ever requested. */
    private static final Pattern ORIGIN = Pattern.compile("https?://([^/?#]*)", Pattern.CASE_INSENSITIVE);

    /** @param parameters of the Debugger event; empty is returned when it reports nothing that was addressed to us */
    static Optional<LostCallback> in(Arrival debuggerArrival, Parameters parameters) {
        JsonNode payload = Json.parse(parameters.get("Payload"));
        if (payload == null) {
            return Optional.empty();
        }
        JsonNode request = Json.member(Json.member(payload, "webhook"), "request");
        JsonNode sent = Json.member(request, "parameters");
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
        String account = AccountName.in(Json.parameters(sent));
        return account != null && account.equals(AccountName.in(debuggerParameters));
    }

    /** The path and query of a URL that leads to this door, or null for any other. */
    private static @Nullable String ownTarget(@Nullable String url, String ourUrl) {
        Matcher theirs = ORIGIN.matcher(url == null ? "" : url);
        Matcher ours = ORIGIN.matcher(ourUrl);
        if (!theirs.lookingAt() || !ours.lookingAt() || !host(theirs).equals(host(ours))) {
            return null;
        }
        String door = doorPath(ourUrl.substring(ours.end()));
        String pathAndQuery = withoutFragment(String.valueOf(url).substring(theirs.end()));
        if (!pathAndQuery.startsWith(door)) {
            return null;
        }
        String below = pathAndQuery.substring(door.length());
        return below.isEmpty() || below.startsWith("/") || below.startsWith("?") ? DOOR + below : null;
    }

    /** Connection overrides are part of the setting, not of the request. */
    private static String withoutFragment(String target) {
        int fragment = target.indexOf('#');
        return fragment < 0 ? target : target.substring(0, fragment);
    }

    /** Our path up to the door, with the prefix that a proxy may have put before it. */
    private static String doorPath(String ourTarget) {
        int door = ourTarget.indexOf(DOOR);
        return door < 0 ? DOOR : ourTarget.substring(0, door + DOOR.length());
    }

    /** Without userinfo and port, which do not change whose URL it is. */
    private static String host(Matcher origin) {
        String authority = origin.group(1);
        String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
        int port = hostAndPort.indexOf(':', Math.max(0, hostAndPort.indexOf(']')));
        return (port < 0 ? hostAndPort : hostAndPort.substring(0, port)).toLowerCase(Locale.ROOT);
    }

    /** Twilio may report the URL of a GET with its parameters or without; either way each is counted once. */
    private static String withQuery(String target, String form) {
        if (target.indexOf('?') < 0) {
            return target + "?" + form;
        }
        // every webhook names its account
        return AccountName.in(FormBody.ofQuery(target).parameters()) != null ? target : target + "&" + form;
    }

    private static @Nullable String idempotencyToken(JsonNode headers) {
        for (Map.Entry<String, JsonNode> header : headers.properties()) {
            if (header.getKey().equalsIgnoreCase("I-Twilio-Idempotency-Token")) {
                return Json.text(header.getValue());
            }
        }
        return null;
    }
}
