package dev.ringback.forward.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.LabelMatcher;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.Parameters;
import dev.ringback.twilio.FormBody;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignedLinksTest {
    private static final String SID = "AC00000000000000000000000000000001";

    private final LinkSignature signature = new LinkSignature(new Accounts(List.of(Account.of(SID, "token"))));
    private final SignedLinks links = new SignedLinks("https://ringback.example.com/", signature);

    @Test
    void aLinkNamesExactlyItsGroup() {
        Parameters link = link(Map.of(Label.ERROR_CODE, "30007", Label.HOST, "a \"quoted\" host"));

        assertThat(link.get("rule")).isEqualTo("errors & more");
        assertThat(matchers(link)).containsExactly("error_code = \"30007\"", "host = \"a \"quoted\" host\"");
        assertThat(LabelMatcher.parse(matchers(link).get(1)).holds(Map.of(Label.HOST, "a \"quoted\" host")))
                .isTrue();
        assertThat(signature.isValid("errors & more", matchers(link), String.valueOf(link.get("signature"))))
                .isTrue();
    }

    /** Else a link of what has no code would silence all that have one. */
    @Test
    void aLabelThatSaysNothingIsPartOfTheGroup() {
        Parameters link = link(Map.of(Label.ERROR_CODE, ""));

        assertThat(matchers(link)).containsExactly("error_code = \"\"");
        LabelMatcher matcher = LabelMatcher.parse(matchers(link).get(0));
        assertThat(matcher.holds(Map.of())).isTrue();
        assertThat(matcher.holds(Map.of(Label.ERROR_CODE, "30007"))).isFalse();
    }

    @Test
    void nobodyElseCanSign() {
        String signed = signature.sign("errors", List.of("level = \"error\""));

        assertThat(signature.isValid("errors", List.of(), signed)).isFalse();
        assertThat(signature.isValid("other", List.of("level = \"error\""), signed))
                .isFalse();
        assertThat(signature.isValid("errors", List.of("level = \"error\""), ""))
                .isFalse();
        assertThat(signature.isValid("errors", List.of("level = \"error\""), "no base64!"))
                .isFalse();
        LinkSignature other = new LinkSignature(new Accounts(List.of(Account.of(SID, "another token"))));
        assertThat(other.isValid("errors", List.of("level = \"error\""), signed))
                .isFalse();
        LinkSignature rotated = new LinkSignature(
                new Accounts(List.of(new Account(SID, List.of("new", "token"), null, List.of(), Map.of()))));
        assertThat(rotated.isValid("errors", List.of("level = \"error\""), signed))
                .isTrue();
    }

    @Test
    void onlyWhatIsASidHasATimeline() {
        assertThat(links.timeline("SM00000000000000000000000000000001"))
                .hasToString(
                        "Optional[https://ringback.example.com/ringback/v1/timeline/SM00000000000000000000000000000001]");
        assertThat(links.timeline("../../secret")).isEmpty();
        assertThat(links.timeline("")).isEmpty();
    }

    private Parameters link(Map<Label, String> labels) {
        String link = links.silence("errors & more", labels).orElseThrow().toString();
        assertThat(link).startsWith("https://ringback.example.com/ringback/v1/silence?");
        return FormBody.ofQuery(link).parameters();
    }

    private static List<String> matchers(Parameters link) {
        return link.stream()
                .filter(parameter -> parameter.name().equals("matcher"))
                .map(Parameters.Parameter::value)
                .toList();
    }
}
