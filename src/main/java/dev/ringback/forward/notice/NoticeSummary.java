package dev.ringback.forward.notice;

import dev.ringback.forward.group.Notice;
import dev.ringback.forward.rule.Label;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Summarises a notice: its codes with their meaning, its severity, and a title. */
final class NoticeSummary {
    /** Number of codes that are explained. */
    static final int MOST_CODES = 3;

    private static final int MAX_RULE = 80;

    private final Notice notice;
    private final List<Code> codes;

    /** Counts the occurrences of one code. */
    record Code(String code, long count, Optional<ErrorCode> known) {}

    NoticeSummary(Notice notice, ErrorCatalogue catalogue) {
        this.notice = notice;
        Map<String, Long> counts = new LinkedHashMap<>();
        kinds(notice).forEach(kind -> counts.merge(code(kind.labels()), kind.count(), Long::sum));
        this.codes = counts.entrySet().stream()
                .filter(count -> !count.getKey().isEmpty())
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(count ->
                        new Code(PlainText.line(count.getKey(), 20), count.getValue(), catalogue.find(count.getKey())))
                .toList();
    }

    /** Returns the kinds of a notice. Without kinds its examples stand for all, and without examples the labels of the group. */
    private static List<Notice.Kind> kinds(Notice notice) {
        if (!notice.kinds().isEmpty()) {
            return notice.kinds();
        }
        return notice.examples().isEmpty()
                ? List.of(new Notice.Kind(notice.labels(), notice.total()))
                : notice.examples().stream()
                        .map(example -> new Notice.Kind(example.labels(), 1))
                        .toList();
    }

    /** Returns the error code of a kind, which overflow kinds take from the labels of the group. */
    private String code(Map<Label, String> labels) {
        return labels.getOrDefault(Label.ERROR_CODE, notice.labels().getOrDefault(Label.ERROR_CODE, ""));
    }

    /** Returns the most frequent codes, the most frequent first. */
    List<Code> codes() {
        return codes.stream().limit(MOST_CODES).toList();
    }

    /** Returns the severity, which is error unless all levels are lower. */
    RenderedNotice.Severity severity() {
        Set<String> levels = Stream.concat(
                        Stream.of(notice.labels()), kinds(notice).stream().map(Notice.Kind::labels))
                .map(labels -> labels.getOrDefault(Label.LEVEL, ""))
                .filter(level -> !level.isEmpty())
                .collect(Collectors.toSet());
        if (levels.equals(Set.of("info"))) {
            return RenderedNotice.Severity.INFO;
        }
        return !levels.isEmpty() && Set.of("info", "warning").containsAll(levels)
                ? RenderedNotice.Severity.WARNING
                : RenderedNotice.Severity.ERROR;
    }

    /** The code, where there is but one and all have it; how all ended, where none has a code; and otherwise the rule. */
    String subject() {
        if (codes.isEmpty()) {
            return ended().or(() -> SystemSubject.of(kinds(notice)))
                    .orElseGet(() -> PlainText.line(notice.rule(), MAX_RULE));
        }
        boolean allHaveCodes =
                kinds(notice).stream().noneMatch(kind -> code(kind.labels()).isEmpty());
        if (codes.size() != 1 || !allHaveCodes) {
            return PlainText.line(notice.rule(), MAX_RULE);
        }
        Code only = codes.get(0);
        String unknown = severity() == RenderedNotice.Severity.ERROR ? "Error " : "Warning ";
        return only.known().map(known -> known.code() + " " + known.meaning()).orElse(unknown + only.code());
    }

    /** Such as {@code Call failed}, where that is what happened to all. */
    private Optional<String> ended() {
        Set<String> ends = kinds(notice).stream()
                .map(kind -> kind.labels().getOrDefault(Label.KIND, "") + " "
                        + kind.labels().getOrDefault(Label.STATUS, ""))
                .collect(Collectors.toSet());
        return Optional.of(ends.iterator().next())
                .filter(end -> ends.size() == 1 && end.matches("(call|message) .+"))
                .map(end -> PlainText.line(end.substring(0, 1).toUpperCase(Locale.ROOT) + end.substring(1), MAX_RULE));
    }

    /** Returns the title, in one line. */
    String title() {
        return (notice.state() == Notice.State.RESOLVED ? "RESOLVED: " : "") + subject() + ": " + howMany();
    }

    private String howMany() {
        String all = notice.total() == 1
                ? "once"
                : notice.total() + " in " + TimeFormat.between(notice.since(), notice.latest());
        if (notice.state() == Notice.State.RESOLVED || notice.fresh() == notice.total()) {
            return all;
        }
        return (notice.fresh() == 0 ? "none new, " : notice.fresh() + " more, ") + all;
    }

    /** Returns the counts in more words than a title has room for. */
    String count() {
        boolean over = notice.state() == Notice.State.RESOLVED && notice.fresh() == 0;
        return over || notice.fresh() == notice.total()
                ? String.valueOf(notice.total())
                : "%d in total, %d since the last notice".formatted(notice.total(), notice.fresh());
    }

    /** Returns a line with the count of each kind; empty if there is only one kind. */
    List<String> breakdown() {
        List<Label> differing = Stream.of(Label.values())
                .filter(label -> notice.kinds().stream()
                                .filter(kind -> !kind.labels().isEmpty())
                                .map(kind -> kind.labels().getOrDefault(label, ""))
                                .distinct()
                                .count()
                        > 1)
                .toList();
        return notice.kinds().size() < 2
                ? List.of()
                : notice.kinds().stream()
                        .map(kind -> kind.count() + " x " + shown(differing, kind.labels()))
                        .toList();
    }

    /** Names a kind by the labels in which it differs from others. The overflow has no labels. */
    private static String shown(List<Label> differing, Map<Label, String> labels) {
        if (labels.isEmpty()) {
            return "others";
        }
        return differing.stream()
                .map(label -> {
                    String value = PlainText.line(labels.getOrDefault(label, ""), 80);
                    return value.isEmpty() ? "no " + label.value() : label.value() + "=" + value;
                })
                .collect(Collectors.joining(", "));
    }
}
