package dev.ringback.forward.notice;

import dev.ringback.forward.group.Notice;
import dev.ringback.forward.notice.Briefing.Example;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes of notices what people read. Everything a notice says comes from Twilio or from strangers: it is plain text without control characters
 * afterwards, and no longer than people read. Safe for use by many threads.
 */
public final class Briefings {
    private static final int MAX_NAME = 80;

    private final ErrorCatalogue catalogue;
    private final Links links;
    private final NoticeTemplates templates;

    public Briefings(ErrorCatalogue catalogue, Links links, NoticeTemplates templates) {
        this.catalogue = catalogue;
        this.links = links;
        this.templates = templates;
    }

    /** One line that says what a notice is about, in the words that come with Ringback. */
    public static String title(Notice notice, ErrorCatalogue catalogue) {
        return PlainText.line(new Explanation(notice, catalogue).title(), Briefing.MAX_TITLE);
    }

    /** Of a notice. */
    public Briefing of(Notice notice, long deliveryId) {
        return of(notice, "notice-" + deliveryId, "");
    }

    /** Of {@linkplain Samples#notice a notice that is none}; its title says so, whatever the template is. */
    public Briefing sample(Clock clock) {
        Instant now = clock.instant();
        return of(Samples.notice(clock), "sample-" + now.toEpochMilli(), "TEST: ");
    }

    private Briefing of(Notice notice, String id, String mark) {
        Content content = Content.of(notice, catalogue, links);
        Map<String, Object> variables = NoticeVariables.of(content);
        Map<String, String> labels = new TreeMap<>(content.labels());
        labels.put("rule", PlainText.line(notice.rule(), MAX_NAME));
        return new Briefing(
                id,
                GroupDigest.of(notice.rule(), notice.labels()),
                notice.state(),
                content.explanation().severity(),
                PlainText.line(mark + title(variables), Briefing.MAX_TITLE),
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

    /** Nobody gets a notice without a title, whatever the template is. */
    private String title(Map<String, Object> variables) {
        String title = PlainText.line(templates.title().render(variables), Briefing.MAX_TITLE);
        return title.isEmpty() ? NoticeVariables.title(variables) : title;
    }

    /** Tells somebody else of a receiver that cannot be told itself. */
    public Briefing of(GivenUp givenUp, Instant at, long deliveryId) {
        return new ReceiverBriefing(givenUp, at).briefing(deliveryId);
    }
}
