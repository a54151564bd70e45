package dev.ringback.forward.group;

import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.Occurrence;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts an error once that is told more than once: by the Debugger's webhook, by an error log of Event Streams, and by how the message itself
 * ended, in whichever order. Remembers the last {@value #MOST} of each. Not safe for use by many threads.
 */
final class ErrorDeduplicator {
    private static final int MOST = 50_000;

    /** The kind that was first, by group, resource and error code. */
    private final Map<String, String> first = new Newest<>();

    /** The alerts that a rule has counted. */
    private final Map<String, Boolean> alerts = new Newest<>();

    /**
     * Whether the occurrence is told for the first time. Of one alert's SID a rule counts one. Of one resource and error code a group counts what
     * it hears from the side that was first, the Debugger or the resource itself; twice from the same side is twice.
     *
     * @param alertSid as {@link Groups#add(Occurrence, String)} takes it
     */
    boolean isNew(GroupKey group, Occurrence occurrence, String alertSid) {
        boolean isNewAlert = isNewAlert(group, occurrence, alertSid);
        // Both are noted in any case: the second word of an alert may name a resource that the first did not.
        return isOfFirstSide(group, occurrence) && isNewAlert;
    }

    private boolean isNewAlert(GroupKey group, Occurrence occurrence, String alertSid) {
        return alertSid.isEmpty()
                || alerts.put(group.rule() + "\n" + occurrence.label(Label.ACCOUNT) + alertSid, true) == null;
    }

    private boolean isOfFirstSide(GroupKey group, Occurrence occurrence) {
        String code = occurrence.label(Label.ERROR_CODE);
        if (code.isEmpty() || occurrence.sid().isEmpty()) {
            return true;
        }
        String kind = occurrence.label(Label.KIND);
        String before = first.putIfAbsent(group + "\n" + occurrence.sid() + "\n" + code, kind);
        return before == null || before.equals(kind);
    }

    private static final class Newest<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > MOST;
        }
    }
}
