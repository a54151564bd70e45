package dev.ringback.storage;

import dev.ringback.model.SystemEvent;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Appends what begins and ends, each change once, by however many nodes and restarts it is found. Safe for use by many threads. All methods
 * throw {@link StorageUnavailableException} when the database cannot be used; then nothing was appended, and the same call can be repeated.
 */
public final class SystemEventTrail {
    /** Names the label whose changes alone are not told. */
    private static final String STATUS = "status";

    private final SystemEventStore store;
    private final Clock clock;

    public SystemEventTrail(SystemEventStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Returns the last event about each subject of a kind that is not resolved. */
    public List<SystemEvent> open(String kind) {
        return store.latest(kind).stream().filter(event -> !event.resolved()).toList();
    }

    /**
     * Appends that something has begun. Nothing happens where it has begun before, and its labels say the same, but for {@code status}.
     *
     * @param accountSid null where it is about no account
     */
    public void begin(
            String kind, String subject, @Nullable String accountSid, Map<String, String> labels, String text) {
        Optional<SystemEvent> last = store.latest(kind, subject);
        SystemEvent next = new SystemEvent(
                0, key(kind, subject, last), kind, accountSid, subject, clock.instant(), labels, text, false);
        boolean isKnown = last.isPresent()
                && !last.get().resolved()
                && withoutStatus(last.get()).equals(withoutStatus(next));
        if (!isKnown) {
            store.append(next);
        }
    }

    /** Appends that something is over. Nothing happens where it has not begun, or is over already. */
    public void end(String kind, String subject, String status, String text) {
        end(kind, subject, status, null, text);
    }

    /**
     * Appends that something is over, and about which resource it was.
     *
     * @param sid becomes the label {@code sid}; null for none
     */
    public void end(String kind, String subject, String status, @Nullable String sid, String text) {
        Optional<SystemEvent> last = store.latest(kind, subject).filter(event -> !event.resolved());
        if (last.isEmpty()) {
            return;
        }
        Map<String, String> labels = new HashMap<>(last.get().labels());
        labels.put(STATUS, status);
        if (sid != null) {
            labels.put("sid", sid);
        }
        store.append(new SystemEvent(
                0,
                key(kind, subject, last),
                kind,
                last.get().accountSid(),
                subject,
                clock.instant(),
                labels,
                text,
                true));
    }

    /** The same for two nodes that find the same change: the first of them tells it. */
    private static String key(String kind, String subject, Optional<SystemEvent> last) {
        return kind + ' ' + subject + " after " + last.map(SystemEvent::id).orElse(0L);
    }

    private static Map<String, String> withoutStatus(SystemEvent event) {
        Map<String, String> labels = new HashMap<>(event.labels());
        labels.remove(STATUS);
        return labels;
    }
}
