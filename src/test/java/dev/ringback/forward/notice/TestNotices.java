package dev.ringback.forward.notice;

import dev.ringback.forward.group.Notice;
import dev.ringback.forward.group.Notice.Kind;
import dev.ringback.forward.group.Notice.State;
import dev.ringback.forward.rule.DebuggerReport;
import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.Occurrence;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Made-up notices for tests. */
final class TestNotices {
    static final Instant SINCE = Instant.parse("2026-01-31T12:00:00Z");
    static final Instant LATEST = Instant.parse("2026-01-31T12:04:00Z");
    static final Instant AT = Instant.parse("2026-01-31T12:04:30Z");
    static final String SID = "SM00000000000000000000000000000001";

    static final NoticeLinks LINKS = new NoticeLinks() {
        @Override
        public Optional<URI> timeline(String sid) {
            return Optional.of(URI.create("https://ringback.example/timeline/" + sid));
        }

        @Override
        public Optional<URI> silence(String rule, Map<Label, String> labels) {
            return Optional.of(URI.create("https://ringback.example/silence?rule=" + rule.replace(" ", "%20")));
        }
    };

    private TestNotices() {}

    static Map<Label, String> filtered() {
        return Map.of(
                Label.KIND, "message", Label.LEVEL, "error", Label.ERROR_CODE, "30007", Label.STATUS, "undelivered");
    }

    static Occurrence occurrence(Map<Label, String> labels, DebuggerReport report) {
        return new Occurrence(1, LATEST, SID, labels, report);
    }

    /** All of one kind. */
    static Notice of(State state, long fresh, long total, Map<Label, String> labels) {
        return of(state, fresh, total, labels, new Kind(labels, total));
    }

    static Notice of(State state, long fresh, long total, Map<Label, String> labels, Kind... kinds) {
        return new Notice(
                "blocked",
                "10 in 5m",
                labels.containsKey(Label.ERROR_CODE)
                        ? Map.of(Label.ERROR_CODE, labels.getOrDefault(Label.ERROR_CODE, ""), Label.HOST, "")
                        : Map.of(Label.KIND, labels.getOrDefault(Label.KIND, "")),
                state,
                AT,
                fresh,
                total,
                SINCE,
                LATEST,
                List.of(kinds),
                List.of(occurrence(labels, DebuggerReport.NONE)));
    }
}
