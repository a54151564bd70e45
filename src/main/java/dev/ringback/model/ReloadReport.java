package dev.ringback.model;

import java.util.List;

/**
 * Says what came of reading the settings again.
 *
 * @param changes what is different from now on, by name, such as {@code receiver team was added}; no secrets
 * @param restart variables that have another value than the server was started with, which takes effect at the next start
 * @param problems everything that is wrong with the settings, one sentence each; no secrets
 */
public record ReloadReport(Outcome outcome, List<String> changes, List<String> restart, List<String> problems) {
    public ReloadReport {
        changes = List.copyOf(changes);
        restart = List.copyOf(restart);
        problems = List.copyOf(problems);
    }

    /** Names the ways in which it can end. */
    public enum Outcome {
        /** The settings are in use, whether or not anything has changed. */
        APPLIED,
        /** They are wrong, and nothing has changed. */
        WRONG,
        /** They could not be read or put to use at this moment, and nothing has changed. */
        UNAVAILABLE
    }

    /** Says in a line what came of it: what has changed and what needs a restart, or that nothing has changed. */
    public String summary() {
        return switch (outcome) {
            case APPLIED -> {
                String changed = changes.isEmpty() ? "nothing has changed" : String.join(", ", changes);
                yield restart.isEmpty() ? changed : changed + "; needs a restart: " + String.join(", ", restart);
            }
            case WRONG -> "the settings are wrong, and nothing has changed";
            case UNAVAILABLE -> "nothing has changed: " + String.join("; ", problems);
        };
    }

    public static ReloadReport applied(List<String> changes, List<String> restart) {
        return new ReloadReport(Outcome.APPLIED, changes, restart, List.of());
    }

    public static ReloadReport wrong(List<String> problems) {
        return new ReloadReport(Outcome.WRONG, List.of(), List.of(), problems);
    }

    public static ReloadReport unavailable(String why) {
        return new ReloadReport(Outcome.UNAVAILABLE, List.of(), List.of(), List.of(why));
    }
}
