package dev.ringback.forward.notice;

import dev.ringback.forward.group.Notice;
import dev.ringback.forward.notice.RenderedNotice.Fact;
import dev.ringback.forward.notice.RenderedNotice.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds the parts of a notice in words for people: facts, examples and links, as plain text.
 *
 * @param labels of the group, by the labels' names, as far as they say something
 */
record NoticeContent(
        Notice notice,
        NoticeSummary summary,
        Map<String, String> labels,
        FailedRequest failed,
        List<Fact> facts,
        List<ExampleRenderer.RenderedExample> examples,
        List<Link> silence,
        List<Link> pages) {
    private static final int MAX_LABEL = 200;
    private static final int MAX_KINDS = 5;

    static NoticeContent of(Notice notice, ErrorCatalogue catalogue, NoticeLinks links) {
        NoticeSummary summary = new NoticeSummary(notice, catalogue);
        Map<String, String> labels = labels(notice);
        FailedRequest failed = FailedRequest.of(notice);
        return new NoticeContent(
                notice,
                summary,
                labels,
                failed,
                facts(notice, summary, labels, failed),
                new ExampleRenderer(links).of(notice),
                notice.state() == Notice.State.RESOLVED ? List.of() : silence(notice, links),
                pages(summary));
    }

    private static Map<String, String> labels(Notice notice) {
        Map<String, String> labels = new TreeMap<>();
        notice.labels().forEach((label, value) -> {
            String line = PlainText.line(value, MAX_LABEL);
            if (!line.isEmpty()) {
                labels.put(label.value(), line);
            }
        });
        return labels;
    }

    private static List<Fact> facts(
            Notice notice, NoticeSummary summary, Map<String, String> labels, FailedRequest failed) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Count", summary.count()));
        facts.add(when(notice));
        facts.add(new Fact("Rule", PlainText.line(notice.rule() + " (" + notice.threshold() + ")", MAX_LABEL)));
        facts.add(new Fact(
                "Group",
                labels.entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(", "))));
        summary.codes()
                .forEach(code -> code.known()
                        .ifPresent(known ->
                                facts.add(new Fact("Code " + known.code(), known.meaning() + ". " + known.cause()))));
        facts.add(new Fact("Kinds", kinds(summary.breakdown())));
        facts.add(new Fact("Silences", undecided(notice)));
        facts.add(new Fact(failed.speaker(), failed.message()));
        facts.add(new Fact("Request", failed.request()));
        facts.add(new Fact("Answer", failed.answer()));
        return facts.stream().filter(fact -> !fact.value().isEmpty()).toList();
    }

    private static String undecided(Notice notice) {
        return notice.undecided() == 0
                ? ""
                : notice.undecided()
                        + " of these have too many combinations of labels to be told apart; a silence or an"
                        + " inhibition may hold for them, and alone they would not have been told";
    }

    private static Fact when(Notice notice) {
        String since = TimeFormat.instant(notice.since());
        return notice.state() == Notice.State.RESOLVED
                ? new Fact(
                        "Lasted",
                        since + " to " + TimeFormat.instant(notice.latest()) + ", "
                                + TimeFormat.between(notice.since(), notice.latest()))
                : new Fact("Since", since + ", for " + TimeFormat.between(notice.since(), notice.at()));
    }

    private static String kinds(List<String> breakdown) {
        int more = breakdown.size() - MAX_KINDS;
        return Stream.concat(
                        breakdown.stream().limit(MAX_KINDS),
                        more > 0 ? Stream.of("and " + more + " more kinds") : Stream.empty())
                .collect(Collectors.joining("; "));
    }

    private static List<Link> silence(Notice notice, NoticeLinks links) {
        return links.silence(notice.rule(), notice.labels()).stream()
                .map(url -> new Link("Silence", url))
                .toList();
    }

    private static List<Link> pages(NoticeSummary summary) {
        return summary.codes().stream()
                .flatMap(code -> ErrorCatalogue.page(code.code()).stream()
                        .map(page -> new Link("Twilio on " + code.code(), page)))
                .toList();
    }

    List<Link> links() {
        return Stream.concat(silence.stream(), pages.stream()).toList();
    }
}
