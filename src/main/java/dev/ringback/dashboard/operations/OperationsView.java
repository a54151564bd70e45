package dev.ringback.dashboard.operations;

import dev.ringback.dashboard.text.Moment;
import dev.ringback.dashboard.text.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the page of operations shows.
 *
 * @param done says what has just been done; empty for nothing
 * @param problem says why it could not be done; empty for nothing
 * @param mayAct whether the caller's role lets act
 * @param seesEverything whether the credentials open all accounts, so that what is of no one account is shown
 * @param quarantined how many requests are in quarantine
 * @param rules names those that can be silenced
 * @param silence what stands in the form for a new silence
 */
public record OperationsView(
        String done,
        String problem,
        boolean mayAct,
        boolean seesEverything,
        List<Line> mirror,
        String quarantined,
        List<Refused> refused,
        List<Failing> failing,
        List<Sent> deliveries,
        List<SilenceLine> silences,
        List<String> rules,
        SilenceForm silence,
        List<JobLine> jobs,
        List<Line> savings,
        List<Line> vault,
        List<Line> settings) {
    public OperationsView {
        mirror = List.copyOf(mirror);
        refused = List.copyOf(refused);
        failing = List.copyOf(failing);
        deliveries = List.copyOf(deliveries);
        silences = List.copyOf(silences);
        rules = List.copyOf(rules);
        jobs = List.copyOf(jobs);
        savings = List.copyOf(savings);
        vault = List.copyOf(vault);
        settings = List.copyOf(settings);
    }

    /** Holds a name with its value. */
    public record Line(String name, String value) {}

    /** Holds a webhook that could not be proved. */
    public record Refused(Moment at, String request, String remote, boolean isProvedNow, String explanation) {}

    /** Holds a receiver that cannot be reached. */
    public record Failing(String receiver, Moment since, String reason) {}

    /**
     * Holds a delivery.
     *
     * @param canReplay whether it can be sent again
     */
    public record Sent(
            long id, Moment at, String receiver, Status status, String subject, String attempts, boolean canReplay) {}

    /**
     * Holds what the form for a new silence is filled in with.
     *
     * @param rule that is chosen; empty for all
     * @param matchers at least one, which may be empty
     * @param isFilledIn whether an alert has led here
     */
    public record SilenceForm(String rule, List<String> matchers, boolean isFilledIn) {
        public SilenceForm {
            matchers = List.copyOf(matchers);
        }
    }

    /** Holds a silence. */
    public record SilenceLine(long id, String what, Moment until, String by, String comment) {}

    /**
     * Holds a job.
     *
     * @param progress in words
     * @param can {@code cancel}, {@code resume}, or null for neither
     */
    public record JobLine(
            long id,
            String kind,
            Status status,
            String progress,
            String by,
            Moment updated,
            @Nullable String can) {}
}
