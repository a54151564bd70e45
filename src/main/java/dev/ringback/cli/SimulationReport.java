package dev.ringback.cli;

import dev.ringback.simulate.AnswerTimes;
import dev.ringback.simulate.Outcomes;
import dev.ringback.simulate.RequestFailure;
import dev.ringback.simulate.Summary;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Prints for people how a simulation went. */
final class SimulationReport {
    private static final Set<Integer> FORBIDDEN = Set.of(403);
    private static final String ROW = "%-24s %10s %10s %10s %10s%n";

    private SimulationReport() {}

    static void print(Summary summary, long seed, PrintWriter out) {
        out.printf(ROW, "webhook", "requests", "accepted", "refused", "lost");
        summary.byKind().forEach((kind, outcomes) -> row(kind.value(), outcomes, out));
        row("total", summary.total(), out);
        out.println();
        out.printf(
                Locale.ROOT,
                "%,d webhooks, %,d of them sent twice, in %s: %,.0f requests/s (seed %d)%n",
                summary.distinct(),
                summary.repeated(),
                text(summary.elapsed()),
                summary.rate(),
                seed);
        out.println("answers: " + answers(summary.total()));
        if (summary.requests() > 0
                && FORBIDDEN.equals(summary.total().answers().keySet())
                && summary.total().lost().isEmpty()) {
            out.println(
                    "Every request was refused. Does the target know this account and token, and does it expect another URL to be"
                            + " signed (--signed-url)? Its log says which URLs it tried.");
        }
        AnswerTimes times = summary.answerTimes();
        out.println("answer time: p50 " + text(times.median()) + ", p99 " + text(times.p99()) + ", max "
                + text(times.slowest()));
        out.flush();
    }

    private static void row(String name, Outcomes outcomes, PrintWriter out) {
        out.printf(
                ROW,
                name,
                count(outcomes.requests()),
                count(outcomes.accepted()),
                count(outcomes.refused()),
                count(outcomes.lostRequests()));
    }

    private static String answers(Outcomes outcomes) {
        Map<String, Long> counts = new TreeMap<>();
        outcomes.answers().forEach((status, count) -> counts.put(Integer.toString(status), count));
        for (Map.Entry<RequestFailure, Long> loss : outcomes.lost().entrySet()) {
            counts.put(loss.getKey().text(), loss.getValue());
        }
        if (counts.isEmpty()) {
            return "none";
        }
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + count(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String text(Duration duration) {
        double millis = duration.toNanos() / 1e6;
        return millis < 1000
                ? String.format(Locale.ROOT, "%.1f ms", millis)
                : String.format(Locale.ROOT, "%.1f s", millis / 1000);
    }
}
