package dev.ringback.forward;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message that fails may be told twice: by how it ended, and by the Debugger, with the same error code. In one group it counts once. Remembers
 * the last {@value #MOST}. Not safe for use by many threads.
 */
final class CountedOnce {
    private static final int MOST = 50_000;

    /** The kind that was first, by group, resource and error code. */
    private final Map<String, String> first = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    /** False of what the same group has heard of the same resource from the other side. Twice from the same side is twice. */
    boolean isNew(GroupKey group, Occurrence occurrence) {
        String code = occurrence.label(Label.ERROR_CODE);
        if (code.isEmpty() || occurrence.sid().isEmpty()) {
            return true;
        }
        String kind = occurrence.label(Label.KIND);
        String before = first.putIfAbsent(group + "\n" + occurrence.sid() + "\n" + code, kind);
        return before == null || before.equals(kind);
    }
}
