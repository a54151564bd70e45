package dev.ringback.forward.group;

import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.Occurrence;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Recognises errors that were counted before. Twilio reports the same error by the Debugger's webhook, by an error log of Event Streams and by
 * the message's own final status, in any order. Remembers the last {@value #MOST} of each. Not safe for use by many threads.
 */
final class ErrorDeduplicator {
    private static final int MOST = 50_000;

    /** The source that reported first, by group, resource and error code. */
    private final Map<String, String> first = new Newest<>();

    /** The alerts that a rule has counted. */
    private final Map<String, Boolean> alerts = new Newest<>();

    /**
     * Tells whether an occurrence counts, and remembers it. A rule counts each alert SID once. For each resource and error code, a group
     * counts only the source that reported first, which is either the Debugger or the resource itself; two reports of the same source count
     * twice.
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
