package dev.ringback.web.proxy;

import dev.ringback.twilio.ForwardedElement;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * The lists that the proxies in front of one request have written into its headers, cut to the part that trusted ones wrote.
 *
 * <p>Each proxy adds to the end of a list, so what stands last was said by the one that is connected to us. How far to the left a list can
 * be believed, the list of addresses tells: each proxy is named by the one after it, and counts as long as that address is trusted. Where
 * no addresses are listed, the trusted proxy that is connected to us answers for all that it passes on.
 */
final class HeaderLists {
    private final HttpServletRequest request;
    private final TrustedProxies trusted;
    private final List<ForwardedElement> elements;

    /** @param request whose sender is trusted */
    HeaderLists(HttpServletRequest request, TrustedProxies trusted) {
        this.request = request;
        this.trusted = trusted;
        this.elements = ForwardedElement.parse(String.join(",", lines("Forwarded")));
    }

    /** Lists all values of a header, also those that an untrusted sender wrote, in their order; empty ones left out. */
    List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (String line : lines(name)) {
            for (String value : line.split(",", -1)) {
                if (!value.isBlank()) {
                    values.add(value.strip());
                }
            }
        }
        return values;
    }

    /** Lists the addresses of whoever has sent the request on, its client first, as the headers name them. */
    List<String> addresses() {
        List<String> forwardedFor = all("X-Forwarded-For");
        return forwardedFor.isEmpty() ? allForwarded("for") : forwardedFor;
    }

    /** The values of a header that trusted proxies wrote, that of the outermost first. */
    List<String> believed(String name) {
        List<String> values = all(name);
        return last(values, believed(values.size(), all("X-Forwarded-For")));
    }

    /** Lists all values of a parameter of {@code Forwarded}, as {@link #all}. */
    List<String> allForwarded(String parameter) {
        return values(elements, parameter);
    }

    /** The values of a parameter of {@code Forwarded}, as {@link #believed}. */
    List<String> believedForwarded(String parameter) {
        List<String> addresses = elements.stream()
                .map(element -> Objects.requireNonNullElse(element.get("for"), ""))
                .toList();
        boolean none = addresses.stream().allMatch(String::isEmpty);
        return values(last(elements, believed(elements.size(), none ? List.of() : addresses)), parameter);
    }

    private static List<String> values(List<ForwardedElement> elements, String parameter) {
        return elements.stream()
                .map(element -> element.get(parameter))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Counts the last values that are believed: one for the sender, and one for each trusted address, going from the end. */
    private int believed(int values, List<String> addresses) {
        if (addresses.isEmpty()) {
            return values;
        }
        int believed = 1;
        for (int i = addresses.size() - 1; i >= 0 && trusted.contains(addresses.get(i)); i--) {
            believed++;
        }
        return Math.min(believed, values);
    }

    private static <T> List<T> last(List<T> values, int count) {
        return values.subList(values.size() - count, values.size());
    }

    private List<String> lines(String name) {
        return Collections.list(request.getHeaders(name));
    }
}
