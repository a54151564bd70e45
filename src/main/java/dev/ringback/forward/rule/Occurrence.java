package dev.ringback.forward.rule;

import java.time.Instant;
import java.util.Map;

/**
 * Describes something that has happened, as rules see it.
 *
 * @param eventId of the event in the log that told of it
 * @param at when it was received
 * @param sid the resource it is about, or where there is none the Debugger's own {@code NO...}; may be empty
 * @param labels what {@linkplain Label labels} say of it, by their names; those that say nothing are left out
 * @param report what else the Debugger says; {@link DebuggerReport#NONE} of everything else
 */
public record Occurrence(long eventId, Instant at, String sid, Map<Label, String> labels, DebuggerReport report) {
    public Occurrence {
        labels = Map.copyOf(labels);
    }

    /** Makes an occurrence without a Debugger report. */
    public Occurrence(long eventId, Instant at, String sid, Map<Label, String> labels) {
        this(eventId, at, sid, labels, DebuggerReport.NONE);
    }

    /** Returns the value of a label, empty if it is missing. Matchers compare this value, as in Alertmanager. */
    public String label(Label label) {
        return labels.getOrDefault(label, "");
    }
}
