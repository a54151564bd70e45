package dev.ringback.twilio.signature;

import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.FormBody.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says how two queries differ, without repeating what they hold: that may be a phone number, or a stranger's text. */
final class QueryDifference {
    private static final int SHOWN_KINDS = 6;

    private QueryDifference() {}

    /**
     * Says what Twilio signed, seen from what came.
     *
     * @param came with its question mark; may be empty
     * @param signed with its question mark; may be empty
     */
    static String inWords(String came, String signed) {
        if (signed.isEmpty() || signed.equals("?")) {
            return "Twilio signed the URL without a query: a proxy or a framework adds one";
        }
        List<Field> fieldsThatCame = FormBody.ofQuery(came).fields();
        List<Field> fieldsSigned = FormBody.ofQuery(signed).fields();
        if (fieldsThatCame.equals(fieldsSigned)) {
            return "Twilio signed the same parameters in another spelling, " + spelling(came, signed)
                    + ": a proxy or a framework rewrites the query";
        }
        if (FormBody.sortedSet(fieldsThatCame).equals(FormBody.sortedSet(fieldsSigned))) {
            return "Twilio signed the same parameters in another order: a proxy or a framework sorts the query";
        }
        List<Field> added = new ArrayList<>(fieldsThatCame);
        fieldsSigned.forEach(added::remove);
        if (fieldsThatCame.size() == fieldsSigned.size() + added.size()) {
            return "Twilio signed " + fieldsSigned.size() + " of the " + fieldsThatCame.size()
                    + " parameters that came: a proxy or a framework adds the others";
        }
        return "Twilio signed other values, such as those before an escape was made or undone once more: a proxy or a framework"
                + " rewrites the query";
    }

    private static String spelling(String came, String signed) {
        List<String> differences = new ArrayList<>();
        if (count(signed, "%20") != count(came, "%20")) {
            differences.add(
                    count(signed, "%20") > count(came, "%20")
                            ? "spaces as %20 where + came"
                            : "spaces as + where %20 came");
        }
        String bare = marks(signed, came);
        String escaped = marks(came, signed);
        if (!bare.isEmpty()) {
            differences.add(bare + " bare where its escape came");
        }
        if (!escaped.isEmpty()) {
            differences.add(escaped + " escaped where it came bare");
        }
        if (differences.isEmpty()) {
            differences.add(
                    came.equalsIgnoreCase(signed)
                            ? "with escapes in other letters (%3A, %3a)"
                            : "with other characters escaped or with an equals sign more or less");
        }
        return String.join(", ", differences);
    }

    /** The punctuation of which the first has more than the second. */
    private static String marks(String more, String less) {
        return more.chars()
                .filter(c -> c > ' ' && c <= '~' && "%+&=".indexOf(c) < 0 && !Character.isLetterOrDigit(c))
                .distinct()
                .mapToObj(c -> String.valueOf((char) c))
                .filter(mark -> count(more, mark) > count(less, mark))
                .limit(SHOWN_KINDS)
                .collect(Collectors.joining(" "));
    }

    private static int count(String text, String part) {
        return (text.length() - text.replace(part, "").length()) / part.length();
    }
}
