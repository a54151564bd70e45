package dev.ringback.forward.rule;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Compares a label with a value, such as {@code error_code =~ "30003|30007"}. A regular expression has to match the whole value.
 *
 * @param value as it was written; of a regular expression the source
 */
public record LabelMatcher(Label label, Operator operator, String value, Pattern pattern) {
    private static final Pattern SYNTAX =
            Pattern.compile("\\s*(\\w+)\\s*(=~|!~|!=|=(?!=))\\s*(.*?)\\s*", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("\"(.*)\"|'(.*)'", Pattern.DOTALL);

    /** Names the way in which a label is compared. */
    public enum Operator {
        EQUAL("="),
        NOT_EQUAL("!="),
        MATCHES("=~"),
        MATCHES_NOT("!~");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        static Operator of(String symbol) {
            return Arrays.stream(values())
                    .filter(operator -> operator.symbol.equals(symbol))
                    .findFirst()
                    .orElseThrow();
        }

        /** Tells whether the value is what the label may not be. */
        public boolean isNegative() {
            return this == NOT_EQUAL || this == MATCHES_NOT;
        }

        /** Tells whether the value is a regular expression. */
        public boolean isExpression() {
            return this == MATCHES || this == MATCHES_NOT;
        }
    }

    /**
     * Reads a matcher. The value may stand in quotes.
     *
     * @throws IllegalArgumentException when it is none, with the reason
     */
    public static LabelMatcher parse(String text) {
        Matcher parts = SYNTAX.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "is no matcher: write a label, one of = != =~ !~, and a value, such as error_code = 30007");
        }
        Label label = Label.of(parts.group(1))
                .orElseThrow(() -> new IllegalArgumentException(
                        "knows no label '" + parts.group(1) + "'; there are " + Label.names()));
        Operator operator = Operator.of(parts.group(2));
        String value = unquoted(parts.group(3));
        if (!operator.isExpression() && !label.canSay(value)) {
            throw new IllegalArgumentException("can never hold: " + label.value() + " is never '" + value + "'");
        }
        return new LabelMatcher(label, operator, value, pattern(operator, value));
    }

    /** Returns a matcher for a label with exactly this value. */
    public static LabelMatcher equal(Label label, String value) {
        return new LabelMatcher(label, Operator.EQUAL, value, pattern(Operator.EQUAL, value));
    }

    private static String unquoted(String text) {
        Matcher quoted = QUOTED.matcher(text);
        if (!quoted.matches()) {
            return text;
        }
        return Optional.ofNullable(quoted.group(1)).orElseGet(() -> quoted.group(2));
    }

    private static Pattern pattern(Operator operator, String value) {
        try {
            return Pattern.compile(operator.isExpression() ? value : Pattern.quote(value));
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException("is no regular expression: " + wrong.getDescription()
                    + " near character " + (wrong.getIndex() + 1));
        }
    }

    /** Tells whether an occurrence matches. */
    public boolean holds(Occurrence occurrence) {
        return holds(occurrence.labels());
    }

    /** Tells whether these labels match. A missing label counts as empty, as in Alertmanager. */
    public boolean holds(Map<Label, String> labels) {
        return holdsOf(labels.getOrDefault(label, ""));
    }

    /** Judges whether all these occurrences match; NO if none does. */
    public Verdict judge(PartialLabels labels) {
        return labels.judge(label, this::holdsOf);
    }

    private boolean holdsOf(String said) {
        return pattern.matcher(said).matches() != operator.isNegative();
    }

    /** Returns the matcher as it can be written in the settings. */
    @Override
    public String toString() {
        return label.value() + " " + operator.symbol + " \"" + value + "\"";
    }

    /** Compares matchers by their text. */
    @Override
    public boolean equals(Object other) {
        return other instanceof LabelMatcher that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }
}
