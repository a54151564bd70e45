package dev.ringback.forward.group;

import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.Occurrence;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How messages and calls ended lately. The same end may be told twice, by a StatusCallback and by Event Streams or a Debugger event that carries
 * a lost callback; it is counted once. Remembers the last {@value #MOST}. Not safe for use by many threads.
 */
public final class OutcomeDeduplicator {
    private static final int MOST = 50_000;

    private final Map<String, Boolean> seen = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    /** Whether something is no repetition of what was seen; events of the Debugger are told once each. */
    public boolean isNew(Occurrence occurrence) {
        String status = occurrence.label(Label.STATUS);
        return status.isEmpty() || seen.put(occurrence.label(Label.ACCOUNT) + occurrence.sid() + status, true) == null;
    }
}
