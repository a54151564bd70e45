package dev.ringback.forward.notice;

import dev.ringback.forward.group.Notice;
import dev.ringback.forward.notice.RenderedNotice.Example;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Renders notices for people, by templates. The content comes from Twilio or from strangers, so the result is plain text of limited length
 * without control characters. Safe for use by many threads.
 */
public final class NoticeRenderer {
    private static final int MAX_NAME = 80;

    private final ErrorCatalogue catalogue;
    private final NoticeLinks links;
    private final NoticeTemplates templates;

    public NoticeRenderer(ErrorCatalogue catalogue, NoticeLinks links, NoticeTemplates templates) {
        this.catalogue = catalogue;
        this.links = links;
        this.templates = templates;
    }

    /** Returns the shipped title of a notice, in one line. */
    public static String title(Notice notice, ErrorCatalogue catalogue) {
        return PlainText.line(new NoticeSummary(notice, catalogue).title(), RenderedNotice.MAX_TITLE);
    }

    /** Renders a notice about a group, with the {@link RenderedNotice#id}. */
    public RenderedNotice render(Notice notice, String id) {
        return render(notice, id, "");
    }

    /** Renders {@linkplain SampleNotices#notice a sample}, whose title says that it is a test whatever the template is. */
    public RenderedNotice sample(Clock clock) {
        Instant now = clock.instant();
        return render(SampleNotices.notice(clock), "sample-" + now.toEpochMilli(), "TEST: ");
    }

    private RenderedNotice render(Notice notice, String id, String mark) {
        NoticeContent content = NoticeContent.of(notice, catalogue, links);
        Map<String, Object> variables = NoticeVariables.of(content);
        Map<String, String> labels = new TreeMap<>(content.labels());
        labels.put("rule", PlainText.line(notice.rule(), MAX_NAME));
        return new RenderedNotice(
                id,
                GroupFingerprint.of(notice.rule(), notice.labels()),
                notice.state(),
                content.summary().severity(),
                PlainText.line(mark + title(variables), RenderedNotice.MAX_TITLE),
                templates.text().render(variables),
                labels,
                notice.fresh(),
                notice.total(),
                notice.since(),
                notice.at(),
                content.facts(),
                content.examples().stream()
                        .map(example -> new Example(example.text(), example.links()))
                        .toList(),
                content.links(),
                templates.hasOwnText());
    }

    /** Returns the title by the template, or the shipped one if the template makes none. */
    private String title(Map<String, Object> variables) {
        String title = PlainText.line(templates.title().render(variables), RenderedNotice.MAX_TITLE);
        return title.isEmpty() ? NoticeVariables.title(variables) : title;
    }

    /** Renders a notice about a receiver that cannot be reached, with the {@link RenderedNotice#id}. */
    public RenderedNotice render(ReceiverNotice receiverNotice, Instant at, String id) {
        return new ReceiverNoticeRenderer(receiverNotice, at).render(id);
    }
}
