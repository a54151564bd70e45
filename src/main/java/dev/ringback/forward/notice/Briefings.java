package dev.ringback.forward.notice;

import dev.ringback.forward.Notice;
import dev.ringback.forward.notice.Briefing.Example;
import dev.ringback.forward.notice.Briefing.Fact;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes of notices what people read. Everything a notice says comes from Twilio or from strangers: it is plain text without control characters
 * afterwards, and no longer than people read. Safe for use by many threads.
 */
public final class Briefings {
    private static final int MAX_NAME = 80;
    private static final int MAX_REASON = 500;

    private final ErrorCatalogue catalogue;
    private final Links links;
    private final NoticeTemplates templates;

    public Briefings(ErrorCatalogue catalogue, Links links, NoticeTemplates templates) {
        this.catalogue = catalogue;
        this.links = links;
        this.templates = templates;
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

    /** Of what was given up, for somebody else. */
    public Briefing of(GivenUp givenUp, Instant at, long deliveryId) {
        String receiver = PlainText.line(givenUp.receiver(), MAX_NAME);
        List<Fact> facts = List.of(
                new Fact("Count", givenUp.count() + " until now"),
                new Fact("Since", Words.instant(givenUp.since()) + ", for " + Words.between(givenUp.since(), at)),
                new Fact("Receiver", receiver),
                new Fact("Last answer", PlainText.line(givenUp.reason(), MAX_REASON)),
                new Fact("To see them", "ringback deliveries list --receiver " + receiver + " --state dead"),
                new Fact("To send one again", "ringback deliveries replay ID"));
        StringBuilder text = new StringBuilder();
        facts.forEach(fact ->
                text.append(fact.name()).append(": ").append(fact.value()).append('\n'));
        return new Briefing(
                "given-up-" + deliveryId,
                GroupDigest.digest("given up " + givenUp.receiver()),
                Notice.State.FIRING,
                Briefing.Severity.ERROR,
                "Notices to " + receiver + " could not be delivered",
                text.toString(),
                Map.of("rule", "given-up", "receiver", receiver),
                givenUp.count(),
                givenUp.count(),
                givenUp.since(),
                at,
                facts,
                List.of(),
                List.of());
    }
}
