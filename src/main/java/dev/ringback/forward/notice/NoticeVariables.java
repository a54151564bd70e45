package dev.ringback.forward.notice;

import dev.ringback.forward.group.Notice;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Provides the variables that templates can show. A text is empty, and a list has no elements, where there is nothing to say; a section over
 * either is left out then.
 *
 * <ul>
 *   <li>{@code title}: the shipped title, one line
 *   <li>{@code subject}: its middle: the code and what it means, or the rule
 *   <li>{@code state}: {@code firing} or {@code resolved}; {@code is_resolved}: for a section
 *   <li>{@code severity}: {@code error}, {@code warning} or {@code info}
 *   <li>{@code rule}: its name; {@code threshold}: its threshold in words
 *   <li>{@code count}: how many since the last notice; {@code total}: how many since it began
 *   <li>{@code since}, {@code latest}, {@code at}: when the first and the last came, and when the notice became due, such as
 *       {@code 2026-01-31 12:00:00 UTC}
 *   <li>{@code duration}: from the first to the notice, or to the last where it is resolved, such as {@code 4 minutes 10 seconds}
 *   <li>{@code labels}: list of what all have in common: {@code name}, {@code value}
 *   <li>{@code codes}: list of the three most frequent error codes: {@code code}, {@code count}, {@code meaning}, {@code cause},
 *       {@code link}
 *   <li>{@code kinds}: list of lines, where there are several kinds: {@code text}
 *   <li>{@code message}: what Twilio says of the newest; {@code request}: the request that failed; {@code answer}: status and beginning of the
 *       answer
 *   <li>{@code facts}: list of all that is above: {@code name}, {@code value}
 *   <li>{@code examples}: list of the five newest: {@code at}, {@code sid}, {@code what}, {@code text}, which is all of these, and
 *       {@code timeline}, a URL
 *   <li>{@code links}: list of all that do not belong to an example: {@code text}, {@code url}
 *   <li>{@code silence_link}: URL where this can be silenced
 * </ul>
 */
final class NoticeVariables {
    private static final String TITLE = "title";

    private NoticeVariables() {}

    static String title(Map<String, Object> variables) {
        return String.valueOf(variables.get(TITLE));
    }

    static Map<String, Object> of(NoticeContent content) {
        Notice notice = content.notice();
        NoticeSummary summary = content.summary();
        boolean resolved = notice.state() == Notice.State.RESOLVED;
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put(TITLE, summary.title());
        variables.put("subject", summary.subject());
        variables.put("state", notice.state().value());
        variables.put("is_resolved", resolved);
        variables.put("severity", summary.severity().value());
        variables.put("rule", PlainText.line(notice.rule(), 200));
        variables.put("threshold", PlainText.line(notice.threshold(), 200));
        variables.put("count", notice.fresh());
        variables.put("total", notice.total());
        variables.put("since", TimeFormat.instant(notice.since()));
        variables.put("latest", TimeFormat.instant(notice.latest()));
        variables.put("at", TimeFormat.instant(notice.at()));
        variables.put("duration", TimeFormat.between(notice.since(), resolved ? notice.latest() : notice.at()));
        variables.put("message", content.failed().message());
        variables.put("request", content.failed().request());
        variables.put("answer", content.failed().answer());
        variables.put("silence_link", first(content.silence()));
        lists(content, variables);
        return variables;
    }

    private static void lists(NoticeContent content, Map<String, Object> variables) {
        variables.put(
                "labels",
                content.labels().entrySet().stream()
                        .map(label -> Map.of("name", label.getKey(), "value", label.getValue()))
                        .toList());
        variables.put(
                "codes",
                content.summary().codes().stream().map(NoticeVariables::code).toList());
        variables.put(
                "kinds",
                content.summary().breakdown().stream()
                        .map(text -> Map.of("text", text))
                        .toList());
        variables.put(
                "facts",
                content.facts().stream()
                        .map(fact -> Map.of("name", fact.name(), "value", fact.value()))
                        .toList());
        variables.put(
                "examples",
                content.examples().stream().map(NoticeVariables::example).toList());
        variables.put(
                "links",
                content.links().stream()
                        .map(link -> Map.of("text", link.text(), "url", link.url()))
                        .toList());
    }

    private static Map<String, Object> code(NoticeSummary.Code code) {
        return Map.of(
                "code",
                code.code(),
                "count",
                code.count(),
                "meaning",
                code.known().map(ErrorCode::meaning).orElse(""),
                "cause",
                code.known().map(ErrorCode::cause).orElse(""),
                "link",
                ErrorCatalogue.page(code.code()).map(URI::toString).orElse(""));
    }

    private static Map<String, Object> example(ExampleRenderer.RenderedExample example) {
        return Map.of(
                "at",
                example.at(),
                "sid",
                example.sid(),
                "what",
                example.what(),
                "text",
                example.text(),
                "timeline",
                first(example.links()));
    }

    private static String first(List<RenderedNotice.Link> links) {
        return links.stream().map(link -> link.url().toString()).findFirst().orElse("");
    }

    /** The names of all variables, of lists and of their elements, that a set of variables has. */
    static Stream<String> names(Map<?, ?> variables) {
        return variables.entrySet().stream()
                .flatMap(variable -> Stream.concat(
                        Stream.of(String.valueOf(variable.getKey())),
                        variable.getValue() instanceof List<?> list
                                ? list.stream()
                                        .flatMap(element ->
                                                element instanceof Map<?, ?> map ? names(map) : Stream.empty())
                                : Stream.empty()));
    }
}
