package dev.ringback.twilio.adopted;

import dev.ringback.model.Parameters;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says what the caller of a create wanted to hear. Immutable.
 *
 * @param url http or https, with a host and without a fragment; may have credentials before the host
 * @param method {@code POST} or {@code GET}
 * @param events of a call that are asked for, as {@code StatusCallbackEvent} spells them; empty for all
 */
public record AdoptedCallback(URI url, String method, Set<String> events) {
    private static final String POST = "POST";
    private static final String GET = "GET";

    public AdoptedCallback {
        events = Set.copyOf(events);
    }

    /**
     * Reads what a caller has asked for.
     *
     * @param url as the caller gave it; its fragment, by which Twilio connects, is left out
     * @return empty where the URL leads to no web server, or Twilio knows no such method: only Twilio can say what is wrong with them
     */
    public static Optional<AdoptedCallback> of(String url, String method, Set<String> events) {
        String upper = method.toUpperCase(Locale.ROOT);
        if (!upper.equals(POST) && !upper.equals(GET)) {
            return Optional.empty();
        }
        int fragment = url.indexOf('#');
        try {
            URI parsed = new URI(fragment < 0 ? url : url.substring(0, fragment));
            boolean isWeb = "https".equalsIgnoreCase(parsed.getScheme()) || "http".equalsIgnoreCase(parsed.getScheme());
            return isWeb && parsed.getHost() != null
                    ? Optional.of(new AdoptedCallback(parsed, upper, events))
                    : Optional.empty();
        } catch (URISyntaxException noUrl) {
            return Optional.empty();
        }
    }

    /** Tells whether the caller has asked for a callback with these parameters. What tells of no state of a call is wanted. */
    public boolean wants(Parameters parameters) {
        String status = parameters.text("CallStatus");
        return events.isEmpty() || status == null || events.contains(event(status));
    }

    /** Returns the event that is told by a status. */
    private static String event(String callStatus) {
        return switch (callStatus) {
            case "queued", "initiated" -> "initiated";
            case "ringing" -> "ringing";
            case "in-progress" -> "answered";
            default -> "completed";
        };
    }

    public boolean isGet() {
        return method.equals(GET);
    }

    /** Writes it as a text that {@link #read} reads. */
    String text() {
        return method + '\n' + String.join(" ", new TreeSet<>(events)) + '\n' + url;
    }

    /** Reads a text; empty for what {@link #text} has not written. */
    static Optional<AdoptedCallback> read(String text) {
        String[] lines = text.split("\n", -1);
        return lines.length == 3 ? of(lines[2], lines[0], words(lines[1])) : Optional.empty();
    }

    private static Set<String> words(String line) {
        return line.isEmpty() ? Set.of() : Set.copyOf(List.of(line.split(" ", -1)));
    }

    /** Returns the method and the host alone: the rest may hold secrets. */
    @Override
    public String toString() {
        return method + ' ' + url.getHost();
    }
}
