package dev.ringback.forward.group;

import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.Occurrence;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Recognises final states of messages and calls that were counted before. Twilio may report the same final state by a StatusCallback and by
 * Event Streams, or by a Debugger event that carries a lost callback. Remembers the last {@value #MOST}. Not safe for use by many threads.
 */
public final class OutcomeDeduplicator {
    private static final int MOST = 50_000;

    private final Map<String, Boolean> seen = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    /**
     * Tells whether an occurrence was not seen before, and remembers it. Occurrences without a status, such as those of the Debugger, always
     * count.
     */
    public boolean isNew(Occurrence occurrence) {
        String status = occurrence.label(Label.STATUS);
        return status.isEmpty() || seen.put(occurrence.label(Label.ACCOUNT) + occurrence.sid() + status, true) == null;
    }
}
