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

    /** How often each source has reported, by group, resource and error code. */
    private final Map<String, Reports> reports = new Newest<>();

    /** The alerts among them. */
    private final Map<String, Boolean> reported = new Newest<>();

    /** The alerts that a rule has counted. */
    private final Map<String, Boolean> alerts = new Newest<>();

    /**
     * Tells whether an occurrence counts, and remembers it. A rule counts each alert SID once. For each resource and error code, a group
     * counts as many errors as the source that reported most of them, which is either the Debugger or the resource itself: so two alerts and
     * the message's own failure are two errors, in whatever order they come.
     *
     * @param alertSid as {@link Groups#add(Occurrence, String)} takes it
     */
    boolean isNew(GroupKey group, Occurrence occurrence, String alertSid) {
        boolean isNewAlert = isNewAlert(group, occurrence, alertSid);
        // Both are noted in any case: the second word of an alert may name a resource that the first did not.
        return isMore(group, occurrence, alertSid) && isNewAlert;
    }

    private boolean isNewAlert(GroupKey group, Occurrence occurrence, String alertSid) {
        return alertSid.isEmpty()
                || alerts.put(group.rule() + "\n" + occurrence.label(Label.ACCOUNT) + alertSid, true) == null;
    }

    private boolean isMore(GroupKey group, Occurrence occurrence, String alertSid) {
        String code = occurrence.label(Label.ERROR_CODE);
        if (code.isEmpty() || occurrence.sid().isEmpty()) {
            return true;
        }
        String error = group + "\n" + occurrence.sid() + "\n" + code;
        if (!alertSid.isEmpty() && reported.put(error + "\n" + alertSid, true) != null) {
            return false;
        }
        boolean byDebugger = occurrence.label(Label.KIND).equals("debugger");
        Reports before = reports.getOrDefault(error, Reports.NONE);
        Reports after = before.and(byDebugger);
        reports.put(error, after);
        // without a SID nobody knows whether two reports are of one alert
        return (byDebugger && alertSid.isEmpty()) ? before.own() == 0 : after.errors() > before.errors();
    }

    /** Counts the reports of each source. */
    private record Reports(int debugger, int own) {
        static final Reports NONE = new Reports(0, 0);

        Reports and(boolean byDebugger) {
            return byDebugger ? new Reports(debugger + 1, own) : new Reports(debugger, own + 1);
        }

        int errors() {
            return Math.max(debugger, own);
        }
    }

    private static final class Newest<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > MOST;
        }
    }
}
