package dev.ringback.forward.notice;

import dev.ringback.forward.group.Notice;
import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.Occurrence;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Renders the newest occurrences of a notice for people. */
final class ExampleRenderer {
    /** Number of examples that are shown. */
    static final int MOST = 5;

    private static final int MAX_SID = 64;
    private static final int MAX_LABEL = 100;

    private final NoticeLinks links;

    ExampleRenderer(NoticeLinks links) {
        this.links = links;
    }

    /** Holds the parts of an example; {@code what} is its code, component, impact, status and host, as far as it has them. */
    record RenderedExample(String at, String sid, String what, List<RenderedNotice.Link> links) {
        String text() {
            return Stream.of(at, sid, what).filter(part -> !part.isEmpty()).collect(Collectors.joining("  "));
        }
    }

    /** Renders the examples of a notice, the newest first. */
    List<RenderedExample> of(Notice notice) {
        return notice.examples().stream().limit(MOST).map(this::shown).toList();
    }

    private RenderedExample shown(Occurrence occurrence) {
        String sid = PlainText.line(occurrence.sid(), MAX_SID);
        List<RenderedNotice.Link> timeline = sid.isEmpty()
                ? List.of()
                : links.timeline(occurrence.sid()).stream()
                        .map(url -> new RenderedNotice.Link("Timeline", url))
                        .toList();
        return new RenderedExample(TimeFormat.instant(occurrence.at()), sid, what(occurrence), timeline);
    }

    private static String what(Occurrence occurrence) {
        return Stream.of(Label.ERROR_CODE, Label.COMPONENT, Label.IMPACT, Label.STATUS, Label.HOST)
                .map(label -> PlainText.line(occurrence.label(label), MAX_LABEL))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
