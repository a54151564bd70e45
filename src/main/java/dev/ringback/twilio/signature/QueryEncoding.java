package dev.ringback.twilio.signature;

import java.util.List;
import java.util.function.Function;

/** Ways in which whole queries are written: for each token which of its spellings to take. */
enum QueryEncoding implements Function<QueryToken, String> {
    /** {@code encodeURIComponent} of JavaScript, and the legacy query strings that twilio-node falls back to. */
    COMPONENT("!'()*~", "%20"),
    /** {@code URLEncoder} of Java, and forms as browsers encode them. */
    FORM("*", "+"),
    /** {@code rawurlencode} of PHP, {@code quote} of Python: as RFC 3986 has it. */
    UNRESERVED("~", "%20"),
    /** {@code quote_plus} of Python. */
    UNRESERVED_WITH_PLUS("~", "+"),
    /** {@code urlencode} of PHP. */
    STRICT_WITH_PLUS("", "+"),
    /** {@code encodeURI} of JavaScript: whatever a query may hold is bare. */
    LENIENT("!$'()*,:;@/?~", "%20"),
    /** The same of programs that take spaces for plus signs. */
    LENIENT_WITH_PLUS("!$'()*,:;@/?~", "+"),
    /** {@code URI} of Java, which leaves characters outside ASCII bare too. */
    INTERNATIONAL("!$'()*,:;@/?~[]", "%20"),
    INTERNATIONAL_WITH_PLUS("!$'()*,:;@/?~[]", "+"),
    /** Nothing is escaped but what would separate parameters, and spaces. */
    DECODED("!$'()*,:;@/?~[]|\"<>\\^`{}", "%20");

    static final List<QueryEncoding> ALL = List.of(values());

    private final String bare;
    private final String space;

    QueryEncoding(String bare, String space) {
        this.bare = bare;
        this.space = space;
    }

    @Override
    public String apply(QueryToken token) {
        return switch (token.kind()) {
            case QueryToken.FIXED -> token.escaped();
            case QueryToken.OTHER -> compareTo(INTERNATIONAL) < 0 ? token.escaped() : token.bare();
            case QueryToken.NO_VALUE -> this == COMPONENT ? token.escaped() : token.raw();
            case QueryToken.UNRESERVED -> token.bare();
            case ' ' -> space;
            default -> bare.indexOf(token.kind()) >= 0 ? token.bare() : token.escaped();
        };
    }
}
