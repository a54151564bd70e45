package dev.ringback.forward.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.forward.group.Notice;
import dev.ringback.forward.group.Notice.State;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoticeTemplateTest {
    private static final Notice FIRING = SampleNotices.notice(TestNotices.AT, State.FIRING);

    @Test
    void wordsANoticeAsItsUserLikes() {
        NoticeTemplates templates = new NoticeTemplates(
                NoticeTemplate.compile("[{{severity}}] {{rule}}:\n{{total}}{{#is_resolved}} over{{/is_resolved}}"),
                NoticeTemplate.compile("""
                        {{#codes}}
                        {{code}} {{meaning}} ({{count}} of {{total}}) {{link}}
                        {{/codes}}
                        {{#labels}}{{name}}={{value}}{{^-last}}, {{/-last}}{{/labels}}
                        {{#examples}}{{sid}} {{timeline}}
                        {{/examples}}
                        {{#silence_link}}Silence: {{silence_link}}{{/silence_link}}{{^silence_link}}Nothing to silence{{/silence_link}}
                        {{state}} {{threshold}} {{count}} {{duration}} & <{{request}}> {{{answer}}} {{message}}
                        """));
        NoticeRenderer renderer = new NoticeRenderer(ErrorCatalogue.shipped(), TestNotices.LINKS, templates);

        RenderedNotice firing = renderer.render(FIRING, "1");
        RenderedNotice resolved = renderer.render(SampleNotices.notice(TestNotices.AT, State.RESOLVED), "2");

        assertThat(firing.title()).isEqualTo("[error] sample: 3");
        assertThat(resolved.title()).isEqualTo("[error] sample: 3 over");
        assertThat(firing.text()).isEqualTo("""
                        30007 Message filtered by the carrier (2 of 3) https://www.twilio.com/docs/api/errors/30007
                        11200 Webhook got no usable answer (1 of 3) https://www.twilio.com/docs/api/errors/11200
                        account=AC00000000000000000000000000000001
                        SM00000000000000000000000000000001 https://ringback.example/timeline/SM00000000000000000000000000000001
                        SM00000000000000000000000000000002 https://ringback.example/timeline/SM00000000000000000000000000000002
                        SM00000000000000000000000000000003 https://ringback.example/timeline/SM00000000000000000000000000000003
                        Silence: https://ringback.example/silence?rule=sample
                        firing this is a test, nothing has happened 2 4 minutes & <POST https://example.com/sms?From=...> \
                        502: This is a test. This is a test: no request has failed.
                        """);
        assertThat(resolved.text()).contains("Nothing to silence", "resolved this is a test");
    }

    @Test
    void sectionsOverEmptyValuesAreLeftOut() {
        Map<String, Object> bare = variables(SampleNotices.bare(TestNotices.AT));
        NoticeTemplate template = NoticeTemplate.compile(
                "{{#request}}a{{/request}}{{#codes}}b{{/codes}}{{#count}}c{{/count}}{{^examples}}d{{/examples}}{{#rule}}e{{/rule}}");

        assertThat(template.render(bare)).isEqualTo("de");
        assertThat(template.render(variables(FIRING))).isEqualTo("abbce");
    }

    @Test
    void anEmptyTitleIsNotSent() {
        NoticeTemplates templates = new NoticeTemplates(
                NoticeTemplate.compile(" {{#is_resolved}}over{{/is_resolved}}\n"), NoticeTemplate.compile(""));
        NoticeRenderer renderer = new NoticeRenderer(ErrorCatalogue.shipped(), NoticeLinks.NONE, templates);

        RenderedNotice notice = renderer.render(TestNotices.of(State.FIRING, 12, 12, TestNotices.filtered()), "1");

        assertThat(notice.title()).isEqualTo("30007 Message filtered by the carrier: 12 in 4 minutes");
        assertThat(notice.text()).isEmpty();
    }

    @Test
    void aBrokenTemplateIsRefusedWithItsLine() {
        refused("a\nb {{#codes}}\n c", "line 2: Section missing close tag 'codes'");
        refused("a\n\n{{/codes}}", "line 3: Section close tag with no open tag 'codes'");
        refused("{{#codes}}\n{{/kinds}}", "line 2: Section close tag with mismatched open tag 'kinds' != 'codes'");
        refused("a\nb {{title} c", "line 2: a tag is not closed");
        refused("a\nb {{title", "line 2: a tag is not closed");
        refused("a\n{{}}", "line 2: a tag is empty");
    }

    @Test
    void anUnknownVariableIsRefusedWithItsLineEvenWhereNothingWouldShowIt() {
        refused("a\n{{titel}}", "line 2: knows no variable 'titel'; there are answer, at, cause, code, codes, count");
        refused("{{#codez}}\n{{/codez}}", "line 1: knows no variable 'codez'");
        refused("{{^codez}}\n{{/codez}}", "line 1: knows no variable 'codez'");
        refused("{{^rule}}\n\n{{oops}}{{/rule}}", "line 3: knows no variable 'oops'");
        refused("a\n{{meaning}}", "line 2: 'meaning' means nothing here");
        refused("{{#labels}}\n{{timeline}}{{/labels}}", "line 2: 'timeline' means nothing here");
    }

    @Test
    void aTemplateReachesNothingButItsVariables() {
        refused("{{title.class}}", "line 1: knows no variable 'title.class'");
        refused("{{class}}", "line 1: knows no variable 'class'");
        refused("{{facts.size}}", "line 1: knows no variable 'facts.size'");
        refused("{{entrySet}}", "line 1: knows no variable 'entrySet'");
        refused("{{.}}", "line 1: knows no variable '.'");
        refused("{{#title}}{{length}}{{/title}}", "line 1: knows no variable 'length'");
        refused("a\n{{>/etc/passwd}}", "line 2: other templates cannot be included");
        refused("a\n{{<parent}}{{/parent}}", "line 2: other templates cannot be included");
    }

    @Test
    void outputIsLimited() {
        String nine = "{{#facts}}".repeat(9) + "{{value}}" + "{{/facts}}".repeat(9);
        String silent = "{{#facts}}".repeat(9) + "{{/facts}}".repeat(9);

        refused(nine, "makes more than 20000 characters of a small notice");
        refused(silent, "makes more than 20000 characters of a small notice");
        refused("x".repeat(NoticeTemplate.MAX_SOURCE + 1), "must not be longer than 20000 characters");
    }

    @Test
    void outputOfALargeNoticeIsCutOff() {
        NoticeTemplate template =
                NoticeTemplate.compile("{{#examples}}" + "\ud83d\ude00".repeat(3000) + "{{/examples}}");
        Map<String, Object> variables = variables(FIRING);

        assertThat(template.render(variables)).hasSize(18_000);

        Map<String, Object> more = new HashMap<>(variables);
        more.put("examples", Collections.nCopies(5, Map.of()));

        assertThat(template.render(more)).hasSize(NoticeTemplate.MAX_OUTPUT).doesNotEndWith("\ud83d");
    }

    @Test
    void aDeepTemplateDoesNotOverflow() {
        String deep = "{{#at}}".repeat(1400) + "x" + "{{/at}}".repeat(1400);

        assertThat(NoticeTemplate.compile(deep).render(variables(FIRING))).isEqualTo("x");
    }

    @Test
    void canBeUsedWithOtherDelimiters() {
        assertThat(NoticeTemplate.compile("{{=<% %>=}}<%rule%>").render(variables(FIRING)))
                .isEqualTo("sample");
    }

    private static Map<String, Object> variables(Notice notice) {
        return NoticeVariables.of(NoticeContent.of(notice, ErrorCatalogue.shipped(), TestNotices.LINKS));
    }

    private static void refused(String source, String message) {
        assertThatThrownBy(() -> NoticeTemplate.compile(source))
                .as(source.length() < 100 ? source : "long")
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
