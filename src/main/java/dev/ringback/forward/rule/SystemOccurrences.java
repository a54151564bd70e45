package dev.ringback.forward.rule;

import dev.ringback.model.SystemEvent;
import java.util.EnumMap;
import java.util.Map;

/** Reads out of Ringback's own events what rules and targets look at. */
public final class SystemOccurrences {
    /** Names the label that tells which resource an event is about, and is none of a rule. */
    private static final String SID = "sid";

    private SystemOccurrences() {}

    /** Returns the labels of an event; those that no rule knows are left out. */
    public static Map<Label, String> labels(SystemEvent event) {
        Map<Label, String> labels = new EnumMap<>(Label.class);
        event.labels()
                .forEach((name, value) ->
                        Label.of(name).filter(label -> !value.isEmpty()).ifPresent(label -> labels.put(label, value)));
        labels.put(Label.KIND, event.kind());
        if (event.accountSid() != null) {
            labels.put(Label.ACCOUNT, event.accountSid());
        }
        return labels;
    }

    /** Returns what rules see of an event. It is no event of the log, so the id of that is 0. */
    public static Occurrence of(SystemEvent event) {
        DebuggerReport report = new DebuggerReport(event.text(), null, null, null, null);
        return new Occurrence(0, event.at(), event.label(SID), labels(event), report);
    }

    /** Names what an event is about, the same from its beginning to its end. */
    public static String subject(SystemEvent event) {
        return event.kind() + '\n' + event.subject();
    }
}
