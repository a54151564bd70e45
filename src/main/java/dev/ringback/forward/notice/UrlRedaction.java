package dev.ringback.forward.notice;

import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Redacts URLs in notices: user and password, the values of query parameters, which are often numbers and words of people, and the fragment.
 * Scheme, host, path and the names of the parameters stay.
 */
final class UrlRedaction {
    private static final Pattern WITHIN_TEXT = Pattern.compile("(?i)\\b[a-z][a-z0-9+.-]{0,20}://[^\\s\"'<>]+");
    private static final Pattern PARTS =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://)?([^/?#]*)([^?#]*)(?:\\?([^#]*))?.*", Pattern.DOTALL);

    private static final String HIDDEN = "...";

    private UrlRedaction() {}

    /** Does so with all URLs in a text. */
    static String in(String text) {
        return WITHIN_TEXT.matcher(text).replaceAll(url -> Matcher.quoteReplacement(url(url.group())));
    }

    /** Does so with a URL, or with what is meant to be one. */
    static String url(String url) {
        Matcher parts = PARTS.matcher(url);
        if (!parts.matches()) {
            return HIDDEN;
        }
        String authority = parts.group(2);
        String query = parts.group(4);
        return Objects.requireNonNullElse(parts.group(1), "")
                + authority.substring(authority.lastIndexOf('@') + 1)
                + parts.group(3)
                + (query == null ? "" : "?" + names(query));
    }

    private static String names(String query) {
        return Arrays.stream(query.split("&", -1)).map(UrlRedaction::name).collect(Collectors.joining("&"));
    }

    /** Hides the value of a parameter; text without a name is a value. */
    private static String name(String parameter) {
        int equals = parameter.indexOf('=');
        return parameter.substring(0, Math.max(equals + 1, 0)) + (parameter.isEmpty() ? "" : HIDDEN);
    }
}
