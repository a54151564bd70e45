package dev.ringback.forward.notice;

import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Hides in URLs what readers of a notice need not see: user and password, the values of query parameters, which are often numbers and words of
 * people, and the fragment. Scheme, host, path and the names of the parameters stay.
 */
final class HiddenValues {
    private static final Pattern URL = Pattern.compile(
            "(?i)(https?|wss?|sips?)://([^\\s\"'<>/?#]*)([^\\s\"'<>?#]*)(\\?[^\\s\"'<>#]*)?(#[^\\s\"'<>]*)?");

    private HiddenValues() {}

    /** Does so with all URLs in a text. */
    static String in(String text) {
        return URL.matcher(text).replaceAll(url -> Matcher.quoteReplacement(shown(url)));
    }

    private static String shown(MatchResult url) {
        String authority = url.group(2);
        String query = url.group(4);
        return url.group(1)
                + "://"
                + authority.substring(authority.lastIndexOf('@') + 1)
                + url.group(3)
                + (query == null ? "" : "?" + names(query.substring(1)));
    }

    private static String names(String query) {
        return Arrays.stream(query.split("&", -1)).map(HiddenValues::name).collect(Collectors.joining("&"));
    }

    /** What has no name is a value. */
    private static String name(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0 ? "..." : parameter.substring(0, equals) + "=...";
    }
}
