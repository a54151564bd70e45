package dev.ringback.twilio.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The ways in which the query of a URL may have been spelled when it was signed, if it was sent in another one. All of them hold the same
 * parameters in the same order, so whichever fits proves no more than what was sent.
 *
 * <p>A URL has two writers, the user of its first parameters and Twilio of the rest, whose names begin with a capital. So the ways of whole
 * encoders are tried on everything and on each part; for encoders that nobody knows also groups of characters that most treat alike, some of them
 * together, and single characters and parameters.
 */
final class QuerySpellings {
    /** The most spellings that are tried of each URL. More would let a forger waste more of our time than of his. */
    static final int LIMIT = 48;

    /** Twilio takes no longer ones for a callback (error 21609), and each spelling costs as much as it is long. */
    static final int LONGEST_URL = 4_000;

    /** With what follows it might become an escape, once that is spelled otherwise. */
    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    /** The groups of characters that most encoders treat alike. */
    private static final List<String> GROUPS =
            List.of(" ", "'", "!()", "@:", ",;/$?", "*", "~", "[]|\"<>\\^`{}", String.valueOf(QueryToken.OTHER));

    private final UrlParts url;
    private final List<QueryToken> path;
    private final List<QueryToken> tokens;
    private final List<Character> kinds;

    private QuerySpellings(UrlParts url) {
        this.url = url;
        this.path = QueryToken.ofPath(url.path());
        this.tokens = tokens(url.query());
        this.kinds = Stream.concat(path.stream(), tokens.stream())
                .filter(token -> !token.isFixed())
                .map(QueryToken::kind)
                .distinct()
                .toList();
    }

    /** The URL in other spellings, each once, the likeliest first, made as they are asked for; none where there is only one, or
     * it is longer than Twilio calls. */
    static Stream<String> of(String text) {
        if (text.length() > LONGEST_URL || STRAY_PERCENT.matcher(text).find()) {
            return Stream.of();
        }
        UrlParts url = UrlParts.parse(text);
        QuerySpellings spellings = new QuerySpellings(url);
        boolean escapes = spellings.tokens.stream().anyMatch(QueryToken::isEscaped);
        return spellings.kinds.isEmpty() && !escapes
                ? Stream.of()
                : spellings
                        .all()
                        .map(UrlParts::join)
                        .filter(other -> !other.equals(text))
                        .distinct()
                        .limit(LIMIT);
    }

    private Stream<UrlParts> all() {
        int split = split();
        List<Region> parts = split == 0 ? List.of() : List.of(new Region(split, tokens.size()), new Region(0, split));
        Region whole = new Region(0, tokens.size());
        return Stream.of(
                        encoded(whole),
                        toggled(whole, 1),
                        toggled(whole, 2),
                        flips(whole),
                        cases(),
                        parts.stream().flatMap(this::encoded),
                        toggled(whole, 3),
                        parts.stream().flatMap(part -> toggled(part, 1)),
                        singleParameters(),
                        toggled(whole, 4))
                .flatMap(stream -> stream);
    }

    /** Tokens from one place up to another. */
    private record Region(int from, int to) {
        boolean holds(int index) {
            return from <= index && index < to;
        }
    }

    private Stream<UrlParts> encoded(Region region) {
        return QueryEncoding.ALL.stream().map(encoding -> write(region, encoding));
    }

    /** Writes one kind of character all bare, or all escaped. */
    private Stream<UrlParts> flips(Region region) {
        return kinds.stream()
                .flatMap(kind -> Stream.of(bare(kind), escaped(kind)))
                .map(change -> write(region, change));
    }

    /** So many groups of characters the other way round, each all bare or all escaped. */
    private Stream<UrlParts> toggled(Region region, int size) {
        List<String> present = GROUPS.stream()
                .filter(group -> kinds.stream().anyMatch(kind -> group.indexOf(kind) >= 0))
                .toList();
        return IntStream.range(1, 1 << present.size())
                .filter(subset -> Integer.bitCount(subset) == size)
                .mapToObj(subset -> IntStream.range(0, present.size())
                        .filter(bit -> (subset & 1 << bit) != 0)
                        .mapToObj(present::get)
                        .toList())
                .map(groups -> write(region, toggle(groups)));
    }

    private Function<QueryToken, String> toggle(List<String> groups) {
        String toBare = groups.stream().filter(this::comesEscaped).collect(Collectors.joining());
        String toEscaped = groups.stream().filter(group -> !comesEscaped(group)).collect(Collectors.joining());
        return token -> {
            if (toBare.indexOf(token.kind()) >= 0) {
                return token.bare();
            }
            return toEscaped.indexOf(token.kind()) >= 0 ? token.escaped() : token.raw();
        };
    }

    private boolean comesEscaped(String group) {
        return tokens.stream().anyMatch(token -> group.indexOf(token.kind()) >= 0 && token.isEscaped());
    }

    private Stream<UrlParts> singleParameters() {
        List<Region> fields = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= tokens.size(); i++) {
            if (i == tokens.size() || tokens.get(i).raw().equals("&")) {
                Region field = new Region(start, i);
                if (IntStream.range(start, i).anyMatch(at -> !tokens.get(at).isFixed())) {
                    fields.add(field);
                }
                start = i + 1;
            }
        }
        return fields.stream()
                .flatMap(field -> Stream.of(write(field, QueryEncoding.COMPONENT), write(field, QueryEncoding.FORM)));
    }

    /** All escapes with upper-case, and all with lower-case digits. */
    private Stream<UrlParts> cases() {
        return Stream.<UnaryOperator<String>>of(
                        escapes -> escapes.toUpperCase(Locale.ROOT), escapes -> escapes.toLowerCase(Locale.ROOT))
                .map(change -> write(
                        new Region(0, tokens.size()),
                        token -> token.isEscaped() ? change.apply(token.raw()) : token.raw()));
    }

    private static Function<QueryToken, String> bare(char kind) {
        return token -> token.kind() == kind ? token.bare() : token.raw();
    }

    private static Function<QueryToken, String> escaped(char kind) {
        return token -> token.kind() == kind ? token.escaped() : token.raw();
    }

    private UrlParts write(Region region, Function<QueryToken, String> spelling) {
        StringBuilder query = new StringBuilder(url.query().length() + 16);
        for (int i = 0; i < tokens.size(); i++) {
            QueryToken token = tokens.get(i);
            query.append(region.holds(i) ? spelling.apply(token) : token.raw());
        }
        if (region.to() - region.from() < tokens.size()) {
            return url.withQuery(query.toString());
        }
        StringBuilder written = new StringBuilder(url.path().length());
        path.forEach(token -> written.append(token.isFixed() ? token.raw() : spelling.apply(token)));
        return url.withPath(written.toString()).withQuery(query.toString());
    }

    /**
     * Returns the index at which Twilio's own parameters begin: at the first whose name begins with a capital. 0 where there is nothing
     * before it, or none.
     */
    private int split() {
        for (int i = 1; i < tokens.size(); i++) {
            String before = tokens.get(i - 1).raw();
            String raw = tokens.get(i).raw();
            if ((before.equals("&") || before.equals("?")) && !raw.isEmpty() && Character.isUpperCase(raw.charAt(0))) {
                return i == 1 ? 0 : i;
            }
        }
        return 0;
    }

    private static List<QueryToken> tokens(String query) {
        if (query.isEmpty()) {
            return List.of();
        }
        List<QueryToken> tokens = new ArrayList<>();
        tokens.add(QueryToken.fixed("?"));
        String text = query.substring(1);
        for (int start = 0; start <= text.length(); ) {
            int end = text.indexOf('&', start) < 0 ? text.length() : text.indexOf('&', start);
            field(text.substring(start, end), tokens);
            if (end < text.length()) {
                tokens.add(QueryToken.fixed("&"));
            }
            start = end + 1;
        }
        return tokens;
    }

    /** A parameter without a value has its equals sign, or not. */
    private static void field(String field, List<QueryToken> tokens) {
        int equals = field.indexOf('=');
        boolean empty = !field.isEmpty() && (equals < 0 || equals == field.length() - 1);
        tokens.addAll(QueryToken.of(empty && equals > 0 ? field.substring(0, equals) : field));
        if (empty && equals != 0) {
            tokens.add(new QueryToken(QueryToken.NO_VALUE, equals < 0 ? "" : "=", "", "="));
        }
    }
}
