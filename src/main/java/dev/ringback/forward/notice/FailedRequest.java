package dev.ringback.forward.notice;

import dev.ringback.forward.group.Notice;
import dev.ringback.forward.rule.DebuggerReport;
import dev.ringback.forward.rule.Occurrence;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shows the newest Debugger report of a notice, one line for each part, empty where it gives no value. Values of query parameters are
 * {@linkplain UrlRedaction hidden}: they are often numbers and words of people. A path is shown.
 *
 * @param speaker names who says the message, for people
 * @param message in the speaker's words
 * @param request method and URL
 * @param answer status and the beginning of the body
 */
record FailedRequest(String speaker, String message, String request, String answer) {
    private static final int MAX_MESSAGE = 300;
    private static final int MAX_REQUEST = 500;
    private static final int MAX_ANSWER = 250;

    static FailedRequest of(Notice notice) {
        Optional<Occurrence> newest = notice.examples().stream()
                .filter(each -> !each.report().equals(DebuggerReport.NONE))
                .findFirst();
        DebuggerReport report = newest.map(Occurrence::report).orElse(DebuggerReport.NONE);
        return new FailedRequest(
                newest.filter(SystemSubject::isRingbacks).isPresent() ? "Ringback says" : "Twilio says",
                PlainText.line(UrlRedaction.in(text(report.message())), MAX_MESSAGE),
                PlainText.line(joined(" ", text(report.method()), UrlRedaction.url(text(report.url()))), MAX_REQUEST),
                PlainText.line(joined(": ", text(report.status()), UrlRedaction.in(text(report.body()))), MAX_ANSWER));
    }

    private static String text(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private static String joined(String between, String... parts) {
        return Stream.of(parts).filter(part -> !part.isBlank()).collect(Collectors.joining(between));
    }
}
