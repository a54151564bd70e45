package dev.ringback.simulate.api.resource;

import dev.ringback.model.Parameters;
import dev.ringback.simulate.api.http.ApiError;
import dev.ringback.simulate.api.state.CallbackTarget;
import dev.ringback.simulate.traffic.CallbackUrl;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads where a create wants its callbacks: {@code StatusCallback}, {@code StatusCallbackMethod} and {@code StatusCallbackEvent}, or the same
 * behind a prefix.
 *
 * <p>Errors 21609 and 21626 say what is refused. Twilio also refuses what is not public; here that is where callbacks go.
 */
final class CallbackParameters {
    /** Error 21609. */
    private static final int MAX_URL = 4_000;

    private CallbackParameters() {}

    /** Reads those of {@code StatusCallback}. */
    static Optional<CallbackTarget> read(Parameters form, Set<String> events) {
        return read(form, "StatusCallback", events);
    }

    /**
     * Reads them; empty when there is no URL.
     *
     * @param name of the parameter with the URL
     * @param events all that there are; empty where the resource has no choice
     * @throws ApiError 400 with code 21609 for a bad URL, 21626 for an event that there is not
     */
    static Optional<CallbackTarget> read(Parameters form, String name, Set<String> events) {
        String url = form.text(name);
        if (url == null) {
            return Optional.empty();
        }
        String method = form.text(name + "Method");
        return Optional.of(new CallbackTarget(
                url(url),
                "GET".equalsIgnoreCase(method) ? "GET" : "POST",
                events.isEmpty() ? Set.of() : chosen(form, name + "Event", events)));
    }

    private static CallbackUrl url(String url) {
        try {
            if (url.length() > MAX_URL) {
                throw new IllegalArgumentException("too long");
            }
            return CallbackUrl.parse(url);
        } catch (IllegalArgumentException bad) {
            throw ApiError.badRequest(21609, "The StatusCallback URL " + shortened(url) + " is not a valid URL.");
        }
    }

    /** Calls repeat the parameter, recordings and conferences write several events with spaces between. */
    private static Set<String> chosen(Parameters form, String name, Set<String> events) {
        Set<String> chosen = new LinkedHashSet<>();
        for (Parameters.Parameter parameter : form) {
            if (parameter.name().equals(name)) {
                for (String event : parameter.value().toLowerCase(Locale.ROOT).split("[ ,]+", -1)) {
                    if (!event.isEmpty() && !events.contains(event)) {
                        throw ApiError.badRequest(21626, "Invalid value for " + name + ": " + shortened(event));
                    }
                    chosen.add(event);
                }
            }
        }
        chosen.remove("");
        return chosen;
    }

    private static String shortened(String text) {
        return text.length() > 200 ? text.substring(0, 200) + "..." : text;
    }
}
