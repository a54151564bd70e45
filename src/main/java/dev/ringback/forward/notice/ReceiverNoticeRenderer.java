package dev.ringback.forward.notice;

import dev.ringback.forward.group.Notice;
import dev.ringback.forward.notice.RenderedNotice.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Renders a notice about a receiver. All notices about one receiver have the same key, so that the last one resolves the others. */
record ReceiverNoticeRenderer(ReceiverNotice notice, Instant at) {
    private static final int MAX_NAME = 80;
    private static final int MAX_REASON = 500;

    RenderedNotice render(String id) {
        String receiver = PlainText.line(notice.receiver(), MAX_NAME);
        List<Fact> facts = facts(receiver);
        StringBuilder text = new StringBuilder();
        facts.forEach(fact ->
                text.append(fact.name()).append(": ").append(fact.value()).append('\n'));
        boolean works = notice.state() == ReceiverNotice.State.WORKS;
        return new RenderedNotice(
                id,
                GroupFingerprint.digest("given up " + notice.receiver()),
                works ? Notice.State.RESOLVED : Notice.State.FIRING,
                RenderedNotice.Severity.ERROR,
                title(receiver),
                text.toString(),
                Map.of("rule", "given-up", "receiver", receiver),
                notice.count(),
                notice.count(),
                notice.since(),
                at,
                facts,
                List.of(),
                List.of());
    }

    private String title(String receiver) {
        return switch (notice.state()) {
            case GIVEN_UP -> "Notices to " + receiver + " could not be delivered";
            case FAILING -> "Receiver " + receiver + " cannot be reached";
            case WORKS -> "RESOLVED: Receiver " + receiver + " can be reached again";
        };
    }

    private List<Fact> facts(String receiver) {
        String lasted = TimeFormat.instant(notice.since()) + ", for " + TimeFormat.between(notice.since(), at);
        Fact who = new Fact("Receiver", receiver);
        Fact answer = new Fact("Last answer", PlainText.line(notice.reason(), MAX_REASON));
        return switch (notice.state()) {
            case GIVEN_UP ->
                List.of(
                        new Fact("Count", notice.count() + " until now"),
                        new Fact("Since", lasted),
                        who,
                        answer,
                        list(receiver, "dead"),
                        new Fact("To send one again", "ringback deliveries replay ID"));
            case FAILING -> List.of(who, new Fact("Since", lasted), answer, waiting(), list(receiver, "pending"));
            case WORKS -> {
                List<Fact> facts = new ArrayList<>(List.of(who, new Fact("Failed since", lasted), waiting()));
                if (!notice.reason().isEmpty()) {
                    facts.add(answer);
                }
                yield facts;
            }
        };
    }

    private Fact waiting() {
        String titles = notice.waiting().stream()
                .map(title -> PlainText.line(title, RenderedNotice.MAX_TITLE))
                .collect(Collectors.joining("; "));
        return new Fact(
                "Waiting", notice.count() + " to be sent" + (titles.isEmpty() ? "" : ", the newest: " + titles));
    }

    private static Fact list(String receiver, String state) {
        return new Fact("To see them", "ringback deliveries list --receiver " + receiver + " --state " + state);
    }
}
